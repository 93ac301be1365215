// What browsers may do with answers: show them, to pages of any origin, and run nothing but the service's own scripts.
// Whoever puts TLS in front of the service decides whether it is there to stay, so there is no Strict-Transport-Security.

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
