import { useQuery } from "@tanstack/react-query";
import { useWatch } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { Notice } from "../ui/notice.tsx";
import type { ProviderValues } from "./provider-values.ts";
import { providerKinds } from "./queries.ts";

/** Where a provider of this kind runs beside the server. Null: nowhere, so one must have an account with it. */
export function useLocalUrl(communityId: string, kind: string): string | null {
  const { data } = useQuery(providerKinds(communityId));
  return data?.items.find((one) => one.kind === kind)?.localUrl ?? null;
}

/** Nobody sends a newcomer a key for the sandbox: its own page makes one. */
export function TestKey({ communityId }: { communityId: string }) {
  const { t } = useTranslation("payments");
  const kind = useWatch<ProviderValues, "kind">({ name: "kind" });
  const url = useLocalUrl(communityId, kind);
  if (url === null) return null;
  return (
    <Notice tone="plain">
      {t("providers.testKey")}{" "}
      <a href={url} target="_blank" rel="noreferrer" dir="ltr">
        {url}
      </a>
    </Notice>
  );
}
