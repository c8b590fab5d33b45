import { type Html, html } from "./html.ts";
import { layout } from "./layout.ts";

export const MERCHANT_FORM = "/merchants/form";

/** Makes a merchant: for whoever tries things out by hand, and has no key yet. */
export function newMerchantForm(): Html {
  return html`
    <form method="post" action="${MERCHANT_FORM}" class="ask" aria-labelledby="new-merchant">
      <h2 id="new-merchant">New test merchant</h2>
      <p>Makes a merchant and shows its secret key, once. Your server's form for a payment provider asks for that key.</p>
      <label>Currencies <input name="currencies" value="KES NGN USD" required autocomplete="off"></label>
      <button class="primary" name="action" value="make">Make a test merchant</button>
    </form>`;
}

/** A merchant comes before its provider is set up, and only that tells the address: so it is put in later. */
export function webhookForm(secretKey: string): Html {
  return html`
    <form method="post" action="${MERCHANT_FORM}" class="ask" aria-labelledby="webhook">
      <h2 id="webhook">Where webhooks go</h2>
      <p>Your server shows the address once the provider is saved there. Without it payments are only noticed after a while.</p>
      <label>Secret key <input name="secretKey" value="${secretKey}" required autocomplete="off" spellcheck="false"></label>
      <label>Webhook address <input type="url" name="webhookUrl" required autocomplete="off"></label>
      <button class="primary" name="action" value="point">Send webhooks there</button>
    </form>`;
}

/** The only time that a secret key is shown. */
export function madePage(made: { secretKey: string; publicUrl: string }): string {
  return plainPage(
    "Your test merchant",
    html`
      <p>Copy the key now: it is not shown again.</p>
      <dl>
        <dt>Secret key</dt><dd><code class="copy">${made.secretKey}</code></dd>
        <dt>Webhook secret</dt><dd>None: leave that field empty, and the secret key signs webhooks too.</dd>
        <dt>Address of the provider's API</dt><dd><code class="copy">${made.publicUrl}</code></dd>
      </dl>
      ${webhookForm(made.secretKey)}`,
  );
}

export function pointedPage(webhookUrl: string): string {
  return plainPage("Saved", html`<p>Webhooks of this merchant go to <code>${webhookUrl}</code> now.</p>`);
}

export function refusedPage(message: string): string {
  return plainPage(
    "That did not work",
    html`<p role="alert">${message}</p><p>Go back, what you typed is still there.</p>`,
  );
}

function plainPage(title: string, content: Html): string {
  const body = html`
    <header><p class="notice">A test provider: no real money moves.</p></header>
    <main class="books">
      <h1>${title}</h1>
      ${content}
      <p><a href="/">The sandbox provider</a></p>
    </main>`;
  return layout({ title, lang: "en", direction: "ltr", body });
}
