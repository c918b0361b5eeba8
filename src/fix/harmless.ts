import type { Finding } from '../diagnostics/finding.ts';
import type { YamlDocument } from '../yaml/document.ts';
import type { Harm, State } from './harm.ts';
import type { Plan, Repair } from './plan.ts';

/** A fix that would be safe elsewhere, and one of the things that it would bring about here. */
export interface HeldFix {
  readonly finding: Finding;
  readonly title: string;
  /** What would be found then, and is not found now. */
  readonly uncovers?: Finding;
  /** A request that would go elsewhere, or of which nobody could tell any more where it goes. */
  readonly reroutes?: string;
}

/** What came of repairs that were to do no harm. */
export interface Settled {
  readonly state: State;
  readonly done: readonly Repair[];
  readonly held: readonly HeldFix[];
}

/** How repairs are written, looked at, and judged. */
export interface Means {
  plan(repairs: readonly Repair[]): Plan;
  look(plan: Plan): State;
  /** What the repairs that led to a state have brought about. */
  harmOf(state: State, repairs: readonly Repair[]): readonly [Harm, ...Harm[]] | undefined;
}

/** Each look costs as much as a check of all files; what is left then is judged together. */
const maxLooks = 100;
/** More than so many are not told apart one by one where their documents tell them apart. */
const few = 16;

/**
 * Writes all repairs that do no harm. They are tried together, which nearly always is enough; where that brings something
 * about, parts of them are tried, until what does it stands alone.
 */
export function harmless(start: State, repairs: readonly Repair[], { plan, look, harmOf }: Means): Settled {
  let state = start;
  let done: readonly Repair[] = [];
  let looks = 0;
  const held: HeldFix[] = [];
  const settle = (group: readonly Repair[]): void => {
    const planned = plan([...done, ...group]);
    const tried = planned.repairs.slice(done.length);
    if (tried.length === 0) return;
    const next = look(planned);
    looks++;
    const harm = harmOf(next, planned.repairs);
    if (!harm) {
      state = next;
      done = planned.repairs;
      return;
    }
    const { blamed, parts } =
      tried.length === 1 || looks >= maxLooks ? { blamed: tried, parts: [] } : narrowed(tried, harm, start);
    for (const repair of blamed) held.push(heldFix(repair, harm.find((each) => isIn(repair, each, start)) ?? harm[0]));
    for (const part of parts) settle(part);
    const seen = new Set(tried);
    settle(group.filter((repair) => !seen.has(repair)));
  };
  settle(repairs);
  return { state, done, held };
}

function heldFix({ finding, fix: { title } }: Repair, harm: Harm): HeldFix {
  return 'finding' in harm ? { finding, title, uncovers: harm.finding } : { finding, title, reroutes: harm.request };
}

/** Whether what a repair changes shows a harm. */
function isIn({ fix }: Repair, { documents }: Harm, { cluster }: State): boolean {
  return fix.changes.some(({ object }) => documents.some((number) => cluster.documents[number] === object.document));
}

interface Narrowed {
  /** What is to be held back without another look. */
  readonly blamed: readonly Repair[];
  readonly parts: readonly (readonly Repair[])[];
}

/**
 * What changes the documents that show the harm most likely does it: it is tried apart from the rest. Of many, one in each
 * document is tried at a time, and what shows harm then is held back at once: at worst a little too much.
 */
function narrowed(repairs: readonly Repair[], harm: readonly Harm[], start: State): Narrowed {
  const shown = new Set(harm.flatMap(({ documents }) => documents.map((number) => start.cluster.documents[number])));
  const isSuspect = ({ fix }: Repair): boolean => fix.changes.some(({ object }) => shown.has(object.document));
  const suspects = repairs.filter(isSuspect);
  const others = repairs.filter((repair) => !isSuspect(repair));
  if (suspects.length > few) {
    const seen = new Set<YamlDocument>();
    const first = repairs.filter(({ fix }) => {
      const own = fix.changes.map(({ object }) => object.document).filter((document) => !seen.has(document));
      for (const document of own) seen.add(document);
      return own.length > 0;
    });
    if (first.length === repairs.length) return { blamed: suspects, parts: [others] };
    const early = new Set(first);
    return { blamed: [], parts: [first, repairs.filter((repair) => !early.has(repair))] };
  }
  if (suspects.length > 0 && others.length > 0) return { blamed: [], parts: [others, suspects] };
  const middle = repairs.length >> 1;
  return { blamed: [], parts: [repairs.slice(0, middle), repairs.slice(middle)] };
}
