import "@mantine/spotlight/styles.css";
import { useDebouncedValue } from "@mantine/hooks";
import { createSpotlight, Spotlight } from "@mantine/spotlight";
import { IconFileInvoice, IconReceipt, IconSearch, IconTarget, IconUser, type TablerIcon } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../lib/http.ts";
import { communityKey } from "../../lib/query.ts";
import type { SearchHit } from "../../lib/wire.ts";
import { useCurrentCommunity } from "./current-community.ts";
import { useCommunityPlaces } from "./products.ts";
import { placeOf } from "./search-places.ts";

const [store, spotlight] = createSpotlight();
const ICONS: Readonly<Record<string, TablerIcon>> = { goal: IconTarget, member: IconUser, gift: IconReceipt };
const LEAST_LETTERS = 2;

function useHits(communityId: string | null, text: string) {
  const [asked] = useDebouncedValue(text.trim(), 200);
  const isAsked = asked.length >= LEAST_LETTERS && communityId !== null;
  const hits = useQuery({
    queryKey: communityKey(communityId ?? "", "search", asked),
    queryFn: ({ signal }) =>
      call("GET /v1/communities/{communityId}/search", {
        path: { communityId: communityId ?? "" },
        query: { q: asked },
        signal,
      }),
    enabled: isAsked,
  });
  return { found: isAsked ? (hits.data?.items ?? []) : [], isLooking: hits.isFetching };
}

/** Finds people, goals, gifts, and the pages of the community. */
export function Search({ wanted }: { wanted: number }) {
  const { t } = useTranslation("app");
  const communityId = useCurrentCommunity();
  const [text, setText] = useState("");
  const { found, isLooking } = useHits(communityId, text);
  const places = useCommunityPlaces(communityId);
  const navigate = useNavigate();
  useEffect(() => {
    if (wanted > 0) spotlight.open();
  }, [wanted]);
  const pages = places.filter(({ label }) => label.toLocaleLowerCase().includes(text.trim().toLocaleLowerCase()));
  return (
    <Spotlight.Root
      store={store}
      shortcut={null}
      query={text}
      onQueryChange={setText}
      scrollable
      maxHeight="60dvh"
      overlayProps={{ blur: 0 }}
    >
      <Spotlight.Search
        placeholder={t("search.hint")}
        aria-label={t("search.open")}
        leftSection={<IconSearch aria-hidden size="1.25em" />}
      />
      <Spotlight.ActionsList>
        {found.map((hit) => (
          <Hit key={`${hit.kind} ${hit.id}`} hit={hit} onOpen={() => void navigate(placeOf(communityId ?? "", hit))} />
        ))}
        {pages.map(({ id, label, icon: Icon, to, params }) => (
          <Spotlight.Action
            key={id}
            label={label}
            leftSection={<Icon aria-hidden size="1.25em" />}
            onClick={() => void navigate({ to, params: params ?? {} })}
          />
        ))}
        {found.length + pages.length === 0 ? (
          <Spotlight.Empty>{isLooking ? t("search.looking") : t("search.nothing")}</Spotlight.Empty>
        ) : null}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

function Hit({ hit, onOpen }: { hit: SearchHit; onOpen: () => void }) {
  const Icon = ICONS[hit.kind] ?? IconFileInvoice;
  return (
    <Spotlight.Action
      label={hit.title}
      description={hit.detail ?? ""}
      leftSection={<Icon aria-hidden size="1.25em" />}
      onClick={onOpen}
    />
  );
}
