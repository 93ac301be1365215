import type { Nouns } from '../../model/noun.ts'
import { questions, registryName } from '../../nouns/introduction.ts'

interface ExploreAssets {
  nouns: Nouns
  mark: string
  styles: string[]
  scripts: string[]
}

// Addresses are relative to that of the page, so that they hold wherever the service stands.
const relative = (address: string) => address.replace(/^\//, '')

/** Swagger UI under the registry's own name, with questions that fill in an operation. Its language is that of the contract. */
export function ExplorePage({ nouns, mark, styles, scripts }: ExploreAssets) {
  const title = `Explore the API – ${registryName.en}`
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <meta name="description" content="Every operation of the registry's API, to read and to try." />
        <link rel="icon" type="image/svg+xml" href={relative(mark)} />
        {styles.map((address) => (
          <link key={address} rel="stylesheet" href={relative(address)} />
        ))}
        {scripts.map((address) => (
          <script key={address} src={relative(address)} defer />
        ))}
      </head>
      <body>
        <a class="skip" href="#swagger-ui">
          Skip to the operations
        </a>
        <header class="top">
          <a class="brand" href="./">
            <img src={relative(mark)} alt="" width="28" height="28" /> {registryName.en}
          </a>
          <nav aria-label="About the API">
            <a href="openapi.json">OpenAPI document</a> <a href="problems">Kinds of problem</a>
          </nav>
        </header>
        <div>
          <section class="opening" aria-labelledby="explore">
            <h1 id="explore">Explore the API</h1>
            <p>
              Reading needs no key. Open an operation, fill in what you want to filter by, and press <b>Execute</b>. A
              repeated filter means <i>or</i>, different filters mean <i>and</i>.
            </p>
            <h2 id="questions">Five questions to try</h2>
            <ol class="questions" aria-labelledby="questions">
              {questions.map(({ href, text }) => (
                <li key={href}>
                  <a href={relative(href)} data-fill>
                    {text}
                  </a>
                </li>
              ))}
            </ol>
          </section>
          <section aria-labelledby="operations-title">
            <h2 id="operations-title" class="hidden">
              Operations
            </h2>
            <div id="swagger-ui" data-contract="docs/openapi.json" data-nouns={[...nouns.keys()].join(' ')} />
          </section>
          <noscript>
            <p class="opening">
              Trying operations out needs a script. <a href="openapi.json">The OpenAPI document</a> and{' '}
              <a href="./">the pages</a> do not.
            </p>
          </noscript>
        </div>
      </body>
    </html>
  )
}
