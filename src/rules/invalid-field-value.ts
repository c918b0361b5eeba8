import { isSelectorMismatch } from './advice/selector-mismatch.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { isLive } from './facts/live.ts';
import { pathText } from './wording/path-text.ts';
import { quote } from './wording/quote.ts';
import { reasonOf } from './wording/reason.ts';
import { refusalOf } from './wording/refusal.ts';

/** Refused values that no other rule explains. */
export const rule: Rule = defineRule({
  id: 'invalid-field-value',
  title: 'A value is not allowed',
  group: 'validity',
  severity: 'error',
  since: '0.1.0',
  appliesTo: 'every kind',
  why: 'The API server checks the value of the field and refuses the object.',
  help: 'Write a value that the field allows.',
  sources: [
    'kubernetes v1.37.2 pkg/apis/core/validation/validation.go, pkg/apis/networking/validation/validation.go, pkg/apis/discovery/validation/validation.go',
    'recorded answers of kube-apiserver v1.37.2',
  ],
  explains: ['value'],
  messages: {
    bad: (d: { path: string; value: string; reason: string }) => `${d.path} ${d.value} is not allowed: ${d.reason}`,
    forbidden: (d: { path: string; reason: string }) => `${d.path} is not allowed here: ${d.reason}`,
    incomplete: (d: { path: string; reason: string }) => `${d.path} is not complete: it ${d.reason}`,
    repeated: (d: { path: string; value: string }) => `${d.path} ${d.value} is there already`,
  },
  on: {
    Problem(problem, object, { report }) {
      if (isSelectorMismatch(problem)) return;
      // The server made up the selector and the labels of a Job that was read back from it.
      if (object.kind === 'Job' && isLive(object)) return;
      const path = pathText(problem.path);
      const detail = 'detail' in problem ? problem.detail : problem.message;
      const type = 'type' in problem ? problem.type : undefined;
      if (type === 'FieldValueRequired') {
        const help = advice[String(problem.path.at(-1))];
        report('incomplete', { path, reason: reasonOf(detail) }, help === undefined ? {} : { help });
        return;
      }
      if (type === 'FieldValueDuplicate' && 'value' in problem) {
        report('repeated', { path, value: quote(problem.value) }, { help: `Give ${path} a value of its own.` });
        return;
      }
      if (!('value' in problem) || problem.value === undefined) {
        report('forbidden', { path, reason: reasonOf(detail) }, { help: `Remove ${path}.` });
        return;
      }
      const { reason, help } = refusalOf(problem.value, detail);
      const better = advice[String(problem.path.at(-1))] ?? help;
      report('bad', { path, value: quote(problem.value), reason }, better === undefined ? {} : { help: better });
    },
  },
  examples: {
    bad: [
      {
        name: 'an affinity of more than a day',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  sessionAffinity: ClientIP
  sessionAffinityConfig:
    clientIP:
      timeoutSeconds: 100000 # expect: invalid-field-value
  ports:
    - port: 80
`,
      },
    ],
    good: [
      {
        name: 'three hours',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  sessionAffinity: ClientIP
  sessionAffinityConfig:
    clientIP:
      timeoutSeconds: 10800
  ports:
    - port: 80
`,
      },
    ],
  },
});

const advice: { readonly [field: string]: string } = {
  selector: 'Write the labels of the pod template below spec.selector.matchLabels.',
  hostPort: 'Remove hostPort: on the network of the host a container has its containerPort there.',
  restartPolicy: 'Write restartPolicy: OnFailure or restartPolicy: Never: pods of a Job end.',
  livenessProbe: 'Add one of httpGet, tcpSocket, grpc and exec.',
  readinessProbe: 'Add one of httpGet, tcpSocket, grpc and exec.',
  startupProbe: 'Add one of httpGet, tcpSocket, grpc and exec.',
  timeoutSeconds: 'Write seconds from 1 to 86400, which is one day.',
  appProtocol: 'Write a name such as http, or one with a domain in front such as kubernetes.io/h2c.',
  loadBalancerClass: 'Write the name that the controller of the load balancer documents, such as service.k8s.aws/nlb.',
};
