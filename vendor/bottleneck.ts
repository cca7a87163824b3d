// The one door to Bottleneck. `gulp` bundles exactly this file into dist/vendor/bottleneck.js, so that every node of
// the package shares one copy, and with it one limiter per API key.
import Bottleneck from 'bottleneck';

export default Bottleneck;
