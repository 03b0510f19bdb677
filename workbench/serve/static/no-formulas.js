// Stands in for the formula engine that Voila's front end would fetch: here "$5" is money.
window.MathJax = {
  Hub: { Config() {}, Configured() {}, Queue() {}, Register: { StartupHook() {} } },
  Ajax: {},
};
