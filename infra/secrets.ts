/**
 * Set with `sst secret set NAME VALUE --stage STAGE`; nothing else must be set before a first deploy.
 *
 * A function gets the secrets that it is linked with, and no other. SST encrypts links into the bundle (`resource.enc`,
 * AES-256-GCM) with a key made for the stage, so no value is in a function's environment, which anyone who may list
 * functions can read. None is fetched at start either, which would cost a cold start two calls and its role a
 * permission. In code they are `Resource.StripeSecretKey.value`. A changed secret takes effect with the next deploy.
 */
export const secrets = {
  /** Signs cookies and derives tokens; 32 characters or more. Changing it signs everyone out. */
  lectern: new sst.Secret('LecternSecret'),
  /**
   * Signs the credentials of certificates: a private RSA key in PKCS #8, or a JWK or a set of them, of which the first signs and all
   * verify. Changing it without keeping the old one in the set makes credentials that people have fail to verify.
   */
  certificateKey: new sst.Secret('CertificateKey'),
  stripeKey: new sst.Secret('StripeSecretKey'),
  stripeWebhook: new sst.Secret('StripeWebhookSecret'),
  resendKey: new sst.Secret('ResendApiKey'),
  resendWebhook: new sst.Secret('ResendWebhookSecret'),
  zoomWebhook: new sst.Secret('ZoomWebhookSecret'),
}
