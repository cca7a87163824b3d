// A plain HTTP client for the tests of the loopback API; answers of any status are returned.
import axios, { type AxiosResponse } from 'axios';

export interface TestClient {
	get(path: string, accept?: string): Promise<AxiosResponse>;
	/** For downloads: `data` is a Buffer. */
	download(path: string, accept?: string): Promise<AxiosResponse<Buffer>>;
	post(path: string, body: unknown, signal?: AbortSignal): Promise<AxiosResponse>;
	put(path: string, body: unknown): Promise<AxiosResponse>;
	remove(path: string): Promise<AxiosResponse>;
}

export function testClient(baseUrl: string, key: string): TestClient {
	const http = axios.create({
		baseURL: `${baseUrl}/v1`,
		headers: { authorization: `Bearer ${key}` },
		validateStatus: () => true,
	});
	const headersFor = (accept?: string) => (accept ? { headers: { accept } } : {});
	return {
		get: async (path, accept) => await http.get(path, headersFor(accept)),
		download: async (path, accept = '*/*') =>
			await http.get<Buffer>(path, { responseType: 'arraybuffer', headers: { accept } }),
		post: async (path, body, signal) => await http.post(path, body, { signal }),
		put: async (path, body) => await http.put(path, body),
		remove: async (path) => await http.delete(path),
	};
}
