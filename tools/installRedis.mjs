// Debian's redis-server for the tests and benchmarks that share a quota through Redis, where it is missing.
import { provideCommands } from './debianPackages.mjs';

try {
	provideCommands({ 'redis-server': ['redis-server'] });
} catch (error) {
	console.error(`A Redis server is needed here: ${error.message}`);
	process.exit(1);
}
