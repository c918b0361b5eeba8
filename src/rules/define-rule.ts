import type { ApiServer } from '../api/judgement.ts';
import type { Cause, Check, StrictProblem, TypeProblem } from '../api/problem.ts';
import type { Severity, Where } from '../diagnostics/diagnostic.ts';
import type { Fix } from '../diagnostics/fix.ts';
import type { Cluster, LoadedObject } from '../model/cluster.ts';
import type { KubeObject } from '../objects/kube-object.ts';
import type { YamlDocument } from '../yaml/document.ts';
import type { Example } from './example.ts';
import type { RuleGroup } from './group.ts';
import type { Kind } from './kind.ts';
import type { OptionValues, RuleOptionSpecs } from './rule-option.ts';

/** A list that cannot be empty. */
export type NonEmpty<T> = readonly [T, ...T[]];

/** Something that the API server holds against one object. */
export type ApiProblem = Cause | TypeProblem | StrictProblem;

/** What a rule says, by name: each message states what is wrong, without the object's name, which is put before it. */
export type Messages = { readonly [name: string]: (data: never) => string };

/** The data that a message needs: `{}` for one without. */
export type DataOf<Message extends (data: never) => string> =
  Parameters<Message> extends [infer Data] ? Data : Record<string, never>;

/** What a finding has beside its message. */
export interface Details {
  readonly where: Where;
  /** How to repair this one, naming the value to write; the rule's own help otherwise. */
  readonly help?: string;
  /** Deviates from the rule's severity. */
  readonly severity?: Severity;
  /** The field as the API server writes it. */
  readonly field?: string;
  /** It only says what the files cannot decide. */
  readonly unchecked?: true;
  /** The object it is about; its name then begins the message. */
  readonly object?: KubeObject;
  readonly related?: readonly { readonly message: string; readonly where: Where }[];
  /** How `ksvc fix` repairs it. */
  readonly fix?: Fix | undefined;
}

/** What a rule can see and do while it runs. */
export interface Context<M extends Messages, O extends RuleOptionSpecs = RuleOptionSpecs> {
  readonly cluster: Cluster;
  /** The rule's own options, or their defaults. */
  readonly options: OptionValues<O>;
  /** Today, as `2026-11-23`; undefined: nothing expires. */
  readonly today: string | undefined;
  report<Name extends keyof M & string>(message: Name, data: DataOf<M[Name]>, details: Details): void;
  /** Counts something that these files cannot decide, and says nothing about it. */
  leaveOpen(): void;
}

/** The same for a problem of the API server: place, field and object are those of the problem unless told otherwise. */
export interface ProblemContext<M extends Messages> {
  readonly cluster: Cluster;
  report<Name extends keyof M & string>(message: Name, data: DataOf<M[Name]>, details?: Partial<Details>): void;
}

/** Called in this order: documents, then each object with its problems, then the whole. */
export interface Handlers<M extends Messages, O extends RuleOptionSpecs = RuleOptionSpecs> {
  /** A document with problems: one that cannot be read, or that repeats keys. */
  Document?(document: YamlDocument, context: Context<M, O>): void;
  /** A problem whose check the rule explains. */
  Problem?(problem: ApiProblem, object: LoadedObject, context: ProblemContext<M>): void;
  /** An object of a kind that the rule applies to. */
  Object?(object: LoadedObject, context: Context<M, O>): void;
  Cluster?(cluster: Cluster, context: Context<M, O>): void;
}

/** Everything that is known about a rule: its page, its tests and its work come from this. */
export interface RuleDefinition<M extends Messages, O extends RuleOptionSpecs = RuleOptionSpecs> {
  readonly id: string;
  readonly title: string;
  readonly group: RuleGroup;
  readonly severity: Severity;
  /** One of the rules that profile `minimal` keeps, and whose warnings profile `strict` makes errors. */
  readonly core?: true;
  /** A matter of taste, or of few teams: off unless a setting or profile `strict` turns it on. */
  readonly optIn?: true;
  /** The release that has it first. */
  readonly since: `${number}.${number}.${number}`;
  readonly appliesTo: NonEmpty<Kind> | 'every kind';
  /** Why it matters: what happens in the cluster. */
  readonly why: string;
  /** How to repair it in general; single findings may say it better. */
  readonly help: string;
  /** Where the facts come from. */
  readonly sources: NonEmpty<string>;
  /** The checks of the API server whose problems are this rule's to explain. */
  readonly explains?: NonEmpty<Check>;
  /** Whether it explains a problem in place of the rule for its check. */
  takesOver?(problem: ApiProblem, object: LoadedObject, server: ApiServer): boolean;
  /** What a configuration may say about it beside its level, by name. */
  readonly options?: O;
  readonly messages: M;
  readonly on: Handlers<M, O>;
  readonly examples: { readonly bad: NonEmpty<Example>; readonly good: NonEmpty<Example> };
}

/** A rule as the engine, the pages and the tests see it. */
export type Rule = RuleDefinition<Messages>;

/** Checks a rule's definition against itself at compile time: names of messages, their data, kinds and examples. */
export function defineRule<const M extends Messages, const O extends RuleOptionSpecs = Record<never, never>>(
  definition: RuleDefinition<M, O>,
): Rule {
  // Handlers are called with contexts that the engine makes from the same messages: see run.ts.
  return definition as unknown as Rule;
}
