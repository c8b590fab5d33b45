import { Checkbox } from "@mantine/core";
import { useController, useFormContext } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { LANGUAGES } from "../lib/languages.ts";
import { SelectField } from "../ui/forms/fields.tsx";
import { useFault } from "../ui/forms/use-fault.ts";

const PRODUCTS = ["fundraising", "bills", "wallets", "water", "savings"] as const;
/** Those that have pages here; others that a community has are kept as they are. */
const READY = ["fundraising"] as const;

/** For the contract: what a form holds, as far as it is a product of ours. */
export function productsOf(chosen: readonly string[]): (typeof PRODUCTS)[number][] {
  return PRODUCTS.filter((product) => chosen.includes(product));
}

export interface CommunityValues {
  name: string;
  products: string[];
  currency: string;
  locale: string;
  timeZone: string;
}

/** What the community does together; none is a community that keeps its books and nothing else. */
export function ProductsField() {
  const { t } = useTranslation("communities");
  const { control } = useFormContext<CommunityValues>();
  const { field } = useController({
    name: "products",
    control,
  });
  const fault = useFault<CommunityValues>("products");
  return (
    <Checkbox.Group
      label={t("create.products")}
      description={field.value.length === 0 ? t("create.productsNone") : undefined}
      value={field.value}
      onChange={field.onChange}
      error={fault}
    >
      <div className="stack-tight" style={{ paddingBlock: "var(--space-2)" }}>
        {READY.map((product) => (
          <Checkbox
            key={product}
            value={product}
            label={t(`product.${product}.name`)}
            description={t(`product.${product}.help`)}
          />
        ))}
      </div>
    </Checkbox.Group>
  );
}

export function PlaceFields() {
  const { t } = useTranslation("communities");
  const zones = Intl.supportedValuesOf("timeZone");
  return (
    <>
      <SelectField<CommunityValues>
        name="locale"
        label={t("create.language")}
        help={t("create.languageHelp")}
        options={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))}
      />
      <SelectField<CommunityValues>
        name="timeZone"
        label={t("create.timeZone")}
        help={t("create.timeZoneHelp")}
        options={zones.map((value) => ({ value, label: value.replaceAll("_", " ") }))}
      />
    </>
  );
}
