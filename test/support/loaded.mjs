// Told by `--import`: writes to the error output which of the packages that are loaded only when wanted were.
import { registerHooks } from 'node:module';

registerHooks({
  resolve(name, context, next) {
    if (/^(@sentry\/node-core|@opentelemetry\/|nodemailer|@anthropic-ai\/)/.test(name))
      process.stderr.write(`LOADED ${name}\n`);
    return next(name, context);
  },
});
