import type { ValueKind } from './value-kinds.ts';

/** Kinds of objects whose annotations ingress controllers read. */
export type AnnotatedKind = 'Ingress' | 'Service';

/** What an annotation names: `kind` in the namespace of the object, or `namespace/name` where that is allowed. */
export interface AnnotationReference {
  readonly kind: 'Secret' | 'ConfigMap' | 'Service' | 'Middleware' | 'KongPlugin' | 'BackendConfig' | 'FrontendConfig';
  /** What is without it. */
  readonly effect: string;
}

/** How a controller learns which protocol to speak to pods; it speaks plain HTTP otherwise. */
export interface BackendProtocol {
  readonly on: readonly AnnotatedKind[];
  /** The annotation, without prefix, that names another protocol. */
  readonly name: string;
  /** What it has to be for TLS. */
  readonly secure: string;
  /** It reads appProtocol of the Service as well. */
  readonly readsAppProtocol?: true;
  /** It takes port 443, or a port whose name begins so, for one that speaks TLS. */
  readonly securePort?: { readonly number?: number; readonly name?: string };
}

/** The annotations that a controller reads, and what it makes of values that it cannot read. */
export interface AnnotationList {
  /** The controller's name, for people. */
  readonly title: string;
  /** Values of IngressClass `spec.controller` that are its own. */
  readonly controllerNames: readonly string[];
  /** Names that its classes usually have. */
  readonly classNames: readonly string[];
  /** Prefixes that belong to it alone, with the slash. */
  readonly prefixes: readonly string[];
  /** Prefixes under which it reads its names too, and that others use as well. */
  readonly sharedPrefixes?: readonly string[];
  /** Names without prefix, separated by spaces, by what their values are read as. */
  readonly names: { readonly [kind in AnnotatedKind]: readonly (readonly [ValueKind, string])[] };
  /** Beginnings of names that go on as the author likes: `actions.`. */
  readonly families?: readonly string[];
  /** Others use the prefixes as well: a name is only taken for a slip of the pen when it is near a known one. */
  readonly isOpen?: true;
  /** Case does not count in names. */
  readonly ignoresCase?: true;
  /** Names that earlier releases read, with what to do now. */
  readonly gone?: { readonly [name: string]: string };
  /** Names whose values name other objects. */
  readonly references?: { readonly [name: string]: AnnotationReference };
  readonly protocol?: BackendProtocol;
  /** What becomes of an Ingress with a name that is not read; it is ignored without it. */
  readonly onUnknown?: string;
  /** A value that cannot be read costs more than the annotation. */
  readonly isStrict?: true;
  /** What becomes of a value that cannot be read. */
  readonly onInvalid: string;
  /** The same for single names. */
  readonly invalidEffects?: { readonly [name: string]: string };
  /** Where the names are from. */
  readonly source: string;
}

/** What a name is read as on objects of a kind; undefined where it is not read. */
export function valueKindOf(list: AnnotationList, kind: AnnotatedKind, name: string): ValueKind | undefined {
  return namesOf(list, kind).get(list.ignoresCase ? name.toLowerCase() : name);
}

/** Whether a name begins with what may go on freely. */
export function isOfFamily({ families = [], ignoresCase }: AnnotationList, name: string): boolean {
  const written = ignoresCase ? name.toLowerCase() : name;
  return families.some((family) => written.startsWith(family) && written.length > family.length);
}

/** The names that are read on objects of a kind. */
export function namesOf(list: AnnotationList, kind: AnnotatedKind): ReadonlyMap<string, ValueKind> {
  let byKind = known.get(list);
  if (!byKind) {
    byKind = new Map();
    known.set(list, byKind);
  }
  let names = byKind.get(kind);
  if (!names) {
    names = new Map(
      list.names[kind].flatMap(([value, words]) =>
        words
          .trim()
          .split(/\s+/)
          .map((name) => [list.ignoresCase ? name.toLowerCase() : name, value] as const),
      ),
    );
    byKind.set(kind, names);
  }
  return names;
}

const known = new WeakMap<AnnotationList, Map<AnnotatedKind, ReadonlyMap<string, ValueKind>>>();
