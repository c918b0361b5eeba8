import { type Decoded, decode } from '../../src/api/decode.ts';
import { readObjects } from '../../src/objects/read-objects.ts';
import { readDocuments } from '../../src/yaml/read.ts';

/** The kinds of the recordings, as the paths they were sent to name them. */
const served: Readonly<Record<string, string>> = {
  Service: 'v1',
  Endpoints: 'v1',
  EndpointSlice: 'discovery.k8s.io/v1',
  Ingress: 'networking.k8s.io/v1',
  IngressClass: 'networking.k8s.io/v1',
};

/** Decodes the first document of a text; as the server does for a URL, `kind` fills in what the text leaves out. */
export function decodeText(text: string, kind = ''): Decoded {
  let decoded: Decoded | undefined;
  readDocuments({ path: 'test.yaml', text }, (document, root) => {
    if (!root || decoded) return;
    if (root.kind !== 'mapping') decoded = decode(root, '', '');
    readObjects(document, root, (object, node) => {
      decoded ??= decode(node, object.apiVersion || (served[kind] ?? ''), object.kind || kind);
    });
  });
  if (!decoded) throw new Error('no document in the text');
  return decoded;
}

/** The words of the server: the first wrong type, else all of the strict error but duplicate keys. */
export function answerOf(decoded: Decoded): string {
  const [type] = decoded.types;
  return type ? type.message : decoded.strict.map((problem) => problem.message).join(', ');
}
