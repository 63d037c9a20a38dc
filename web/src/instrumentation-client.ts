// Runs before the page does. What tells of a failure is loaded when one happens, so that no page is heavier for it.
const tell = (error: unknown): void => {
  void import('./lib/errors/report.ts').then(({ report }) => report(error));
};
window.addEventListener('error', (event) => tell(event.error));
window.addEventListener('unhandledrejection', (event) => tell(event.reason));
