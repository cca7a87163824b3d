// Before the first e2e test: n8n, Redis and a browser have to be there.
const { spawnSync } = require('node:child_process');

module.exports = async () => {
	const { status } = spawnSync(process.execPath, ['tools/installN8n.mjs'], { stdio: 'inherit' });
	if (status !== 0) process.exit(1);
};
