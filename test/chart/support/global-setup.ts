import { fileURLToPath } from 'node:url';
import { kubeTools } from '../../../scripts/kube-tools.mjs';

/** Once per run: helm, or the reason why the chart cannot be tested here. */
export default async function globalSetup(): Promise<void> {
  try {
    const { helm } = await kubeTools(fileURLToPath(new URL('../../../', import.meta.url)));
    process.env['CHART_HELM'] = helm;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    process.stdout.write(`the chart is not tested: ${error.message}\n`);
    process.env['CHART_HELM'] = '';
  }
}
