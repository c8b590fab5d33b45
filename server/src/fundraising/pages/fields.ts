import { attrs, type Html, html, nothing } from "../../platform/html.ts";

export interface Field {
  name: string;
  /** Where two forms of a page have a field of the same name. */
  id?: string;
  label: string;
  value?: string | undefined;
  help?: string;
  /** What is wrong with what was sent. */
  wrong?: string | undefined;
  type?: "text" | "email" | "textarea";
  autocomplete?: string;
  inputmode?: "decimal";
  required?: boolean;
  most?: number;
  /** Said after the label of a field that may stay empty. */
  optional?: string;
}

/** A labelled field; help and error are tied to it for those who do not see the page. */
export function field(options: Field): Html {
  const { name, help, wrong } = options;
  const id = options.id ?? `f-${name}`;
  const described = [help ? `${id}-help` : "", wrong ? `${id}-wrong` : ""].filter(Boolean).join(" ");
  const shared = {
    id,
    name,
    required: options.required,
    maxlength: options.most,
    autocomplete: options.autocomplete,
    "aria-describedby": described || null,
    "aria-invalid": wrong ? "true" : null,
  };
  const control =
    options.type === "textarea"
      ? html`<textarea ${attrs({ ...shared, rows: 3 })}>${options.value ?? ""}</textarea>`
      : html`<input ${attrs({ ...shared, type: options.type ?? "text", inputmode: options.inputmode, value: options.value ?? "" })}>`;
  return html`<div class="field"><label for="${id}">${options.label}${options.optional ? html` <span class="soft small">(${options.optional})</span>` : nothing}</label>
${control}
${help ? html`<p class="help" id="${`${id}-help`}">${help}</p>` : nothing}
${wrong ? html`<p class="wrong" id="${`${id}-wrong`}">${wrong}</p>` : nothing}</div>`;
}

export function hidden(values: Readonly<Record<string, string | null | undefined>>): Html {
  const given = Object.entries(values).filter(([, value]) => value !== null && value !== undefined);
  return html`${given.map(([name, value]) => html`<input ${attrs({ type: "hidden", name, value })}>`)}`;
}

export interface Option {
  value: string;
  label: Html | string;
}

/** Radio buttons, or a hidden field where there is only one way. */
export function choices(
  name: string,
  legend: string,
  options: readonly Option[],
  chosen: string | undefined,
  wrong?: string,
): Html {
  const [only] = options;
  if (only && options.length === 1) return hidden({ [name]: only.value });
  const items = options.map(
    ({ value, label }) =>
      html`<label class="choice"><input ${attrs({ type: "radio", name, value, required: true, checked: value === chosen })}> <span>${label}</span></label>`,
  );
  return html`<fieldset><legend>${legend}</legend>${items}${wrong ? html`<p class="wrong">${wrong}</p>` : nothing}</fieldset>`;
}

/** A person's plain text as paragraphs; single line breaks stay. */
export function paragraphs(text: string): Html {
  const parts = text
    .replace(/\r\n?/g, "\n")
    .split(/\n{2,}/)
    .map((part) => part.trim())
    .filter(Boolean);
  return html`${parts.map((part) => html`<p dir="auto">${part.split("\n").map((line, index) => (index === 0 ? line : html`<br>${line}`))}</p>`)}`;
}
