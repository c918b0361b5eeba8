import { type Annotated, jsonOf, placeOf, prefix } from './annotations.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';

/** A change of the request on its way to the target. */
export interface Transform {
  readonly of: 'path' | 'host';
  readonly rewrites: readonly { readonly regex: string; readonly replace: string }[];
  /** The annotation that writes it. */
  readonly annotation: string;
}

interface Written {
  readonly type?: string;
  readonly hostHeaderRewriteConfig?: { readonly rewrites?: readonly WrittenRewrite[] };
  readonly urlRewriteConfig?: { readonly rewrites?: readonly WrittenRewrite[] };
}

interface WrittenRewrite {
  readonly regex?: string;
  readonly replace?: string;
}

const rewrites = { rewrites: [{ regex: 'string', replace: 'string' }] } as const;
const shape = [{ type: 'string', hostHeaderRewriteConfig: rewrites, urlRewriteConfig: rewrites }] as const;

/** Reads and judges `transforms.NAME` (config_types.go Transform, v3.5.0). */
export function transformsOf(from: Annotated, name: string): readonly Transform[] | Refusal {
  const key = `transforms.${name}`;
  const written = jsonOf<Written[]>(from, key, shape) ?? [];
  if (isRefusal(written)) return written;
  const transforms: Transform[] = [];
  const remedy = `Write ${prefix}${key} as the controller's documentation has it: a list of url-rewrite and host-header-rewrite.`;
  for (const { type = '', hostHeaderRewriteConfig, urlRewriteConfig } of written) {
    const isHost = type === 'host-header-rewrite';
    const config = isHost ? hostHeaderRewriteConfig : urlRewriteConfig;
    const configName = isHost ? 'hostHeaderRewriteConfig' : 'urlRewriteConfig';
    const problem =
      !isHost && type !== 'url-rewrite'
        ? `unknown transform type: ${type}`
        : !config
          ? `missing ${configName}`
          : config.rewrites?.length
            ? undefined
            : `${configName}.rewrites cannot be empty`;
    if (problem !== undefined) return refuse(`${prefix}${key}: ${problem}`, from, placeOf(key), remedy);
    const list = (config?.rewrites ?? []).map(({ regex = '', replace = '' }) => ({ regex, replace }));
    transforms.push({ of: isHost ? 'host' : 'path', rewrites: list, annotation: prefix + key });
  }
  return transforms;
}
