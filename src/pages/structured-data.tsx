/**
 * The description of a page for search engines. It is not escaped, because browsers do not decode text within a script;
 * `<` is written as an escape of JSON, so that no text can end the script.
 */
export function StructuredData({ data }: { data: object }) {
  const html = JSON.stringify(data).replaceAll('<', '\\u003c')
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: html }} />
}
