export { isUntouched, loadSample } from './load-sample.ts';
