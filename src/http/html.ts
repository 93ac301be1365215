import type { Language } from '../language/texts.ts'

export const htmlType = 'text/html'
/** The type of a page as answers name it. */
export const htmlContent = `${htmlType}; charset=utf-8`

/** Makes text safe inside an element or a quoted attribute. */
export const escapeHtml = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')

/** A plain page that needs nothing from anywhere; `body` is HTML, `title` is text. */
export const page = (language: Language, title: string, body: string): string => `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>
:root { color-scheme: light dark; font: 1rem/1.6 system-ui, sans-serif }
body { margin: 2rem auto; max-width: 44rem; padding: 0 1rem }
h1, h2 { line-height: 1.25 }
</style>
</head>
<body>
<h1>${escapeHtml(title)}</h1>
${body}
</body>
</html>
`
