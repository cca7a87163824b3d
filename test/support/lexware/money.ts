// Rounding of amounts. Binary noise must not tip a half cent.

export function roundTo(decimals: number, value: number): number {
	const factor = 10 ** decimals;
	return (Math.sign(value) * Math.round(Math.abs(value) * factor + 1e-6)) / factor || 0;
}

export function cents(value: number): number {
	return roundTo(2, value);
}
