import type { Manifest } from './objects.ts';

// Made by openssl for these tests, and used for nothing else: for a.example.com, b.example.com and *.example.com.
const certificates = {
  a: 'MIIBiTCCAS+gAwIBAgIUC7RNGUR6T0F+EIytmAYd6DIW0A8wCgYIKoZIzj0EAwIwDDEKMAgGA1UEAwwBYTAgFw0yNjExMjMxNTAwNDJaGA8yMTI2MTAzMDE1MDA0MlowDDEKMAgGA1UEAwwBYTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABGTFcLfnHcXwC7EhvXQ4vydNuxtLr8A2iTH5mxJf2n8xVpMNDTs49brDf9uvRFHyiRuzEKVLlGHI0VlEA5NMjn2jbTBrMB0GA1UdDgQWBBQPMTa+erSryOCK8GN7UWtaHiLsuDAfBgNVHSMEGDAWgBQPMTa+erSryOCK8GN7UWtaHiLsuDAPBgNVHRMBAf8EBTADAQH/MBgGA1UdEQQRMA+CDWEuZXhhbXBsZS5jb20wCgYIKoZIzj0EAwIDSAAwRQIgHuLnVL4iGEk7SgOdpbWgb2HDFpZs1uguyT6DfozREJMCIQC9roW9635kgQCycOzKxt6QfQr3E646IhVheQ8pB9GYWA==',
  b: 'MIIBiDCCAS+gAwIBAgIUQ/raya5laf3SP4riKjDw5r942t8wCgYIKoZIzj0EAwIwDDEKMAgGA1UEAwwBYjAgFw0yNjExMjMxNTAwNDJaGA8yMTI2MTAzMDE1MDA0MlowDDEKMAgGA1UEAwwBYjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABNTkOcVRqal14lqmA7PZzXokteYQiJimaB7IOktJHKe6JSvoUbsPAIyLeUBmx0R5ywx7HSDt5qTOzpeBzP1xalajbTBrMB0GA1UdDgQWBBSTrqiURjNVrqaMQ4n94+t1GCQAXzAfBgNVHSMEGDAWgBSTrqiURjNVrqaMQ4n94+t1GCQAXzAPBgNVHRMBAf8EBTADAQH/MBgGA1UdEQQRMA+CDWIuZXhhbXBsZS5jb20wCgYIKoZIzj0EAwIDRwAwRAIgaIYwXGPlefmlFiP1mS6GuB9lThSgVEcJ1no1W8thOZMCIF0Hol88LffwpmwT7ZfTXN9p3hroe59zQu8hZAZaGgZk',
  w: 'MIIBiTCCAS+gAwIBAgIUIGO38ri3NDLqJiSP7rtZdlElmSQwCgYIKoZIzj0EAwIwDDEKMAgGA1UEAwwBdzAgFw0yNjExMjMxNjA4MTdaGA8yMTI2MTAzMDE2MDgxN1owDDEKMAgGA1UEAwwBdzBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABBJQbxInC/oq7X37hEPrBoyo72WUqdplKR5lWFCsXZSOGO/csGDhm5UxZs3QqpLbRuVv4BY09fCsm4dqQg+7gSujbTBrMB0GA1UdDgQWBBRnWrGXw+xg3vuIwaN0tkT5hZJg8jAfBgNVHSMEGDAWgBRnWrGXw+xg3vuIwaN0tkT5hZJg8jAPBgNVHRMBAf8EBTADAQH/MBgGA1UdEQQRMA+CDSouZXhhbXBsZS5jb20wCgYIKoZIzj0EAwIDSAAwRQIhAKkwIC3x7GCtQbNrcznzEa35q5Ir6KWyEgu1Nsy9WED5AiAMY8JefU8Tjx60Lvof1rHZjaZWdZW1I/ewV1xjoGD0aw==',
};
const keys = {
  a: 'MHcCAQEEIAwGmktGWfOMpK6ZafB9KI4o8nFnbzKonDmVqjz7ji2uoAoGCCqGSM49AwEHoUQDQgAEZMVwt+cdxfALsSG9dDi/J027G0uvwDaJMfmbEl/afzFWkw0NOzj1usN/269EUfKJG7MQpUuUYcjRWUQDk0yOfQ==',
  b: 'MHcCAQEEIMfS3lz8j3IPr+ZvvkCrSW1+RJA0AC/I/3ST+4yCaU8ZoAoGCCqGSM49AwEHoUQDQgAE1OQ5xVGpqXXiWqYDs9nNeiS15hCImKZoHsg6S0kcp7olK+hRuw8AjIt5QGbHRHnLDHsdIO3mpM7Ol4HM/XFqVg==',
  w: 'MHcCAQEEIEgME+3aCyliMa9tDmwwrMJl/5sykPBNZA+21xcpl5RhoAoGCCqGSM49AwEHoUQDQgAEElBvEicL+irtffuEQ+sGjKjvZZSp2mUpHmVYUKxdlI4Y79ywYOGblTFmzdCqkttG5W/gFjT18Kybh2pCD7uBKw==',
};

/** A TLS Secret with the certificate for a.example.com or b.example.com, and the key of the same unless said otherwise. */
export function secret(name: string, of: 'a' | 'b' | 'w', key: 'a' | 'b' | 'w' = of, namespace = 'default'): Manifest {
  const data = {
    'tls.crt': encoded('CERTIFICATE', certificates[of]),
    'tls.key': encoded('EC PRIVATE KEY', keys[key]),
  };
  const metadata = { name, namespace };
  return { apiVersion: 'v1', kind: 'Secret', metadata, type: 'kubernetes.io/tls', data };
}

/** A TLS Secret that holds no certificate. */
export function garbage(name: string): Manifest {
  const data = { 'tls.crt': btoa('no certificate'), 'tls.key': btoa('no key') };
  const metadata = { name, namespace: 'default' };
  return { apiVersion: 'v1', kind: 'Secret', metadata, type: 'kubernetes.io/tls', data };
}

function encoded(label: string, base64: string): string {
  return btoa(`-----BEGIN ${label}-----\n${base64}\n-----END ${label}-----\n`);
}
