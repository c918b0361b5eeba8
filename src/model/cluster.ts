import type { Decoded } from '../api/decode.ts';
import type { ApiServer, Judgement } from '../api/judgement.ts';
import type { KubeObject } from '../objects/kube-object.ts';
import type { ObjectProblem } from '../objects/read-objects.ts';
import type { Source } from '../text/source.ts';
import type { YamlDocument } from '../yaml/document.ts';
import type { FieldPath } from '../yaml/field-path.ts';
import type { Completeness, ControllerOptions, PodTemplatePath } from './options.ts';

/** An object with what the API server's decoder made of it. */
export interface LoadedObject extends KubeObject {
  readonly decoded: Decoded;
  /** The way to its pod template, where somebody has said it. */
  readonly templatePath?: FieldPath;
  /** What a create of this object alone would be answered; computed at the first question. */
  judgement(): Judgement;
}

/** Everything that was read, parsed once for all questions. */
export interface Cluster {
  readonly sources: readonly Source[];
  readonly documents: readonly YamlDocument[];
  /** In the order in which they stand in the sources. */
  readonly objects: readonly LoadedObject[];
  /** What stands where an object should: texts and lists. */
  readonly strays: readonly ObjectProblem[];
  readonly server: ApiServer;
  /** Nothing exists outside the set. */
  readonly complete: boolean;
  /** Kinds and namespaces of which nothing does, when it is not complete. */
  readonly completeness?: Completeness;
  /** Patterns of objects that exist outside the set. */
  readonly external?: readonly string[];
  /** How ingress controllers are started. */
  readonly controllerOptions?: ControllerOptions;
  /** Custom resources that make pods. */
  readonly podTemplates?: readonly PodTemplatePath[];
  /** Objects outside the set that are known. */
  readonly assumed?: readonly LoadedObject[];
}
