/** The certificate that a controller shows to a client which opens a connection in TLS. */
export interface PresentedCertificate {
  /** `namespace/name` of its Secret; null for the controller's own, which is for no host of an Ingress. */
  readonly secret: string | null;
  /** Of its subject; absent where the files do not hold it. */
  readonly commonName?: string;
  /** Whether it is for the server that the client asks for; null where the files do not hold it. */
  readonly covers: boolean | null;
}
