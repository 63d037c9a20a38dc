import { expect, sh, until } from '../support/shell.mjs';

/** [from, to, may it]: who reaches what. stranger is a pod of the namespace without our labels, outsider one of another. */
const MATRIX = [
  ['api', 'postgres', true],
  ['api', 'redis', true],
  ['api', 'web', false],
  ['api', 'worker-internal', false],
  ['api', 'kubernetes', false],
  ['worker', 'postgres', true],
  ['worker', 'redis', true],
  ['worker', 'api', false],
  ['worker', 'kubernetes', false],
  ['web', 'api', true],
  ['web', 'api-internal', false],
  ['web', 'postgres', false],
  ['web', 'redis', false],
  ['web', 'kubernetes', false],
  ...['stranger', 'outsider'].flatMap((from) =>
    ['api', 'api-internal', 'web', 'postgres', 'redis', 'worker-internal'].map((to) => [from, to, false]),
  ),
];

const PROBE = `const net = process.getBuiltinModule('net');
const ask = ([name, host, port]) => new Promise((done) => {
  const s = net.connect({ host, port });
  const end = (ok) => { s.destroy(); done(name + '=' + ok); };
  s.setTimeout(2500, () => end(false)); s.on('connect', () => end(true)); s.on('error', () => end(false));
});
Promise.all(JSON.parse(process.argv[1]).map(ask)).then((lines) => console.log(lines.join('\\n')));`;

const bare = (name, image) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name },
  spec: {
    automountServiceAccountToken: false,
    terminationGracePeriodSeconds: 1,
    securityContext: { runAsNonRoot: true, runAsUser: 1001, seccompProfile: { type: 'RuntimeDefault' } },
    containers: [
      {
        name: 'probe',
        image,
        imagePullPolicy: 'IfNotPresent',
        args: ['-e', 'setInterval(() => {}, 1e6)'],
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
      },
    ],
  },
});

/** What each source reaches: 'api postgres' → true. */
async function reach({ kube, release }) {
  const ip = async (component) => (await kube.pods(component))[0].status.podIP;
  const pg = (await kube.json('pods', '--selector', `cnpg.io/cluster=${release.pg}`)).items[0].status.podIP;
  const redis = (await kube.json('pods', '--selector', `app=${release.name}-redis`)).items[0].status.podIP;
  const targets = [
    ['api', await ip('api'), 3000],
    ['api-internal', await ip('api'), 9464],
    ['web', await ip('web'), 3001],
    ['worker-internal', await ip('worker'), 9464],
    ['postgres', pg, 5432],
    ['redis', redis, 6379],
    ['kubernetes', 'kubernetes.default.svc', 443],
  ];
  const found = new Map();
  for (const from of ['api', 'worker', 'web', 'stranger', 'outsider']) {
    const own = !['stranger', 'outsider'].includes(from);
    const pod = own ? (await kube.pods(from))[0].metadata.name : from;
    const namespace = from === 'outsider' ? 'default' : kube.namespace;
    const args = [
      '--namespace',
      namespace,
      'exec',
      pod,
      '--container',
      own ? from : 'probe',
      '--',
      'node',
      '-e',
      PROBE,
      JSON.stringify(targets),
    ];
    for (const line of (await sh('kubectl', args)).out.split('\n')) {
      const [to, ok] = line.split('=');
      found.set(`${from} ${to}`, ok === 'true');
    }
  }
  return found;
}

export const cases = [
  {
    number: 8,
    name: 'NetworkPolicy: who reaches whom',
    run: async (context) => {
      const { kube, release } = context;
      const image = (await kube.pods('api'))[0].spec.containers[0].image;
      await kube.apply([bare('stranger', image)]);
      await sh('kubectl', ['apply', '--namespace', 'default', '--filename', '-'], {
        input: JSON.stringify(bare('outsider', image)),
      });
      try {
        await kube.run(['wait', 'pod/stranger', '--for=condition=Ready', '--timeout=60s']);
        await sh('kubectl', [
          '--namespace',
          'default',
          'wait',
          'pod/outsider',
          '--for=condition=Ready',
          '--timeout=60s',
        ]);
        const on = await reach(context);
        const wrong = MATRIX.filter(([from, to, may]) => on.get(`${from} ${to}`) !== may);
        expect(
          wrong.length === 0,
          wrong.map(([from, to, may]) => `${from} → ${to} is ${may ? 'refused' : 'allowed'}`).join(', '),
        );
        // Without policies anybody could name an address: the chart wants the gateway's named.
        await release.put([
          'networkPolicy.enabled=false',
          'settings.trustedHops=0',
          'settings.trustedProxies={10.0.0.0/8}',
        ]);
        const refused = MATRIX.filter(([, , may]) => !may);
        let off = new Map();
        await until('the refused ones to be reachable', 60, async () => {
          off = await reach(context);
          return refused.every(([from, to]) => off.get(`${from} ${to}`));
        }).catch(() => {
          throw new Error(
            `still refused without policies: ${refused.filter(([from, to]) => !off.get(`${from} ${to}`)).join(' | ')}`,
          );
        });
        await release.put();
        return `${MATRIX.length - refused.length} allowed, ${refused.length} refused; without policies all ${refused.length} are reachable`;
      } finally {
        await kube.run(['delete', 'pod', 'stranger', '--now'], { mayFail: true });
        await sh('kubectl', ['--namespace', 'default', 'delete', 'pod', 'outsider', '--now'], {
          mayFail: true,
        });
      }
    },
  },
];
