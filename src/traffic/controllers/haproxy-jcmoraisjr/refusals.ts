import { evidence } from '../../evidence.ts';
import type { Evidence } from '../../hop.ts';
import { bytesOf } from '../../ingress/bytes.ts';
import { regexOf } from '../../ingress/regex/regex.ts';
import type { Refusal } from '../define-controller.ts';
import type { Value } from './annotations.ts';
import type { HostPath } from './hosts.ts';
import { invalidRegexes, type MatchFile } from './match-map.ts';

/** The expressions with which HAProxy does not start, each once: a path is in several maps. */
export function refusalsOf(
  paths: readonly MatchFile<HostPath>[],
  redirects: readonly MatchFile<{ readonly value: Value }>[],
): Refusal[] {
  const refusals = [
    ...invalidRegexes(paths).map(({ key, value, message }) => refusalOf(key, message, expressionOf(value))),
    ...invalidRegexes(redirects).map(({ key, value: { value }, message }) =>
      refusalOf(key, message, placeOf('redirect-from-regex', value)),
    ),
  ];
  return refusals.filter(({ because: [place] }, index) => {
    const same = refusals.findIndex(
      ({ because: [other] }) => other?.object === place?.object && String(other?.path) === String(place?.path),
    );
    return same === index;
  });
}

function refusalOf(key: string, message: string, place: Evidence): Refusal {
  const reason = `HAProxy cannot compile the regular expression ${key}: ${message}`;
  return { reason, remedy: 'Write an expression that PCRE compiles.', because: [place] };
}

/** What an expression for a host and a path is made of: the alias of the host, or the path. */
function expressionOf({ host, path, ingress, at }: HostPath): Evidence {
  const alias = host.keys.get('server-alias-regex');
  const isAlias = alias !== undefined && regexOf(bytesOf(alias.text)).kind === 'invalid';
  return isAlias ? placeOf('server-alias-regex', alias) : evidence(`the path ${path}`, ingress.object, [...at, 'path']);
}

function placeOf(name: string, { object, path }: Value): Evidence {
  return evidence(name, object, path);
}
