/** The released version; the build writes package.json's into it. */
export const version: string = process.env.KSVC_VERSION ?? '0.0.0-development';
