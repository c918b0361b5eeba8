export { isPlaceholder } from '../../text/placeholder.ts';
