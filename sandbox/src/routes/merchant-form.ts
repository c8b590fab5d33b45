import { notFound, Refused } from "../errors.ts";
import type { Answer } from "../http/answer.ts";
import { readForm } from "../http/body.ts";
import { ensureNoForeignPage } from "../http/loopback.ts";
import type { Call, Route } from "../http/router.ts";
import { newSecretKey } from "../ids.ts";
import { merchantByKey } from "../merchants/merchant-rows.ts";
import { saveMerchant } from "../merchants/save-merchant.ts";
import { MERCHANT_FORM, madePage, pointedPage, refusedPage } from "../pages/merchant-forms.ts";

/** `POST /merchants` for people: the two forms of the page at `/`. */
export const merchantFormRoutes: readonly Route[] = [
  { method: "POST", path: MERCHANT_FORM, access: "local", handle: submit },
];

async function submit(call: Call): Promise<Answer> {
  ensureNoForeignPage(call.request);
  const form = await readForm(call.request);
  try {
    const isNew = form.get("action") === "make";
    return page(isNew ? 201 : 200, isNew ? make(call, form) : point(call, form));
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return page(error.status, refusedPage(error.message));
  }
}

function make({ world }: Call, form: URLSearchParams): string {
  const secretKey = newSecretKey();
  const currencies = typed(form, "currencies")
    .toUpperCase()
    .split(/[\s,;]+/);
  saveMerchant(world.store, { secretKey, currencies }, world.now());
  return madePage({ secretKey, publicUrl: world.publicUrl });
}

function point({ world }: Call, form: URLSearchParams): string {
  const secretKey = typed(form, "secretKey");
  // A mistyped key would otherwise make a merchant that nobody asked for.
  if (merchantByKey(world.store, secretKey) === null) throw notFound("merchant with this secret key");
  const webhookUrl = typed(form, "webhookUrl");
  saveMerchant(world.store, { secretKey, webhookUrl }, world.now());
  world.wake();
  return pointedPage(webhookUrl);
}

function typed(form: URLSearchParams, name: string): string {
  return (form.get(name) ?? "").trim();
}

function page(status: number, html: string): Answer {
  return { kind: "page", status, html, lang: "en", formsGoTo: [] };
}
