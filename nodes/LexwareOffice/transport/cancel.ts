// One abort listener per signal, however many keys its execution uses: Node.js warns above ten. Used by patience.ts.

interface Watch {
	readonly callbacks: Set<() => void>;
	readonly listener: () => void;
}

const watches = new WeakMap<AbortSignal, Watch>();

/** Calls back when the signal aborts. Returns what ends the watch. */
export function watchAbort(signal: AbortSignal, callback: () => void): () => void {
	const watch = watches.get(signal) ?? startWatch(signal);
	watch.callbacks.add(callback);
	return () => {
		watch.callbacks.delete(callback);
		if (watch.callbacks.size > 0) return;
		signal.removeEventListener('abort', watch.listener);
		watches.delete(signal);
	};
}

function startWatch(signal: AbortSignal): Watch {
	const callbacks = new Set<() => void>();
	const listener = () => [...callbacks].forEach((callback) => callback());
	signal.addEventListener('abort', listener, { once: true });
	const watch = { callbacks, listener };
	watches.set(signal, watch);
	return watch;
}
