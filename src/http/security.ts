// The policy for browsers: answers may be shown to pages of any origin, and only the service's own scripts run. There
// is no Strict-Transport-Security, because that is the decision of the proxy that adds TLS.

const policy = {
  'default-src': "'self'",
  // Swagger UI draws its icons from data: and sets styles on elements.
  'img-src': "'self' data:",
  'style-src': "'self' 'unsafe-inline'",
  'base-uri': "'self'",
  'form-action': "'self'",
  'frame-ancestors': "'none'",
  'object-src': "'none'",
}

/** On every answer. */
export const securityHeaders = {
  'content-security-policy': Object.entries(policy)
    .map((part) => part.join(' '))
    .join(';'),
  'cross-origin-resource-policy': 'cross-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}
