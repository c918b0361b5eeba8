export { directoryOf, fileNameOf, resolvePath } from '../../text/file-path.ts';
