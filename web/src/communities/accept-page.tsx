import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { myCommunities } from "../lib/community.ts";
import { call } from "../lib/http.ts";
import { meOptions } from "../lib/session.ts";
import type { InvitationOffer } from "../lib/wire.ts";
import { LinkButton } from "../ui/link-button.tsx";
import { Notice } from "../ui/notice.tsx";
import { ErrorState, Lines, useSentence } from "../ui/states.tsx";
import { Threshold } from "../ui/threshold.tsx";

/** What an invitation offers; to take it one signs in or up and comes back here. */
export function AcceptPage() {
  const { t } = useTranslation("communities");
  const { token = "" } = useParams({ strict: false });
  const offer = useQuery({
    queryKey: ["invitation", token],
    queryFn: ({ signal }) => call("GET /v1/invitations/{token}", { path: { token }, signal }),
  });
  if (offer.isPending) {
    return (
      <Threshold title={t("accept.title")}>
        <Lines />
      </Threshold>
    );
  }
  if (offer.isError) {
    return (
      <Threshold title={t("accept.title")}>
        <ErrorState error={offer.error} onRetry={() => void offer.refetch()} />
      </Threshold>
    );
  }
  return <Offer offer={offer.data} token={token} />;
}

function Offer({ offer, token }: { offer: InvitationOffer; token: string }) {
  const { t } = useTranslation("communities");
  const isOpen = offer.state === "open";
  return (
    <Threshold
      title={t("accept.to", { community: offer.communityName })}
      lead={offer.products.map((product) => t(`product.${product}.name`)).join(" · ")}
    >
      {offer.note ? <blockquote style={{ margin: 0 }}>{offer.note}</blockquote> : null}
      {offer.roles.length > 0 ? <p>{t("accept.as", { roles: offer.roles.join(", ") })}</p> : null}
      {isOpen ? (
        <Take token={token} communityId={offer.communityId} />
      ) : (
        <Notice tone="warn">{t(`accept.state.${offer.state}`)}</Notice>
      )}
    </Threshold>
  );
}

function Take({ token, communityId }: { token: string; communityId: string }) {
  const { t } = useTranslation("communities");
  const me = useQuery(meOptions);
  const client = useQueryClient();
  const navigate = useNavigate();
  const sentence = useSentence();
  const accept = useMutation({
    mutationFn: () => call("POST /v1/invitations/{token}/acceptance", { path: { token } }),
    async onSuccess() {
      await client.invalidateQueries({ queryKey: myCommunities.queryKey });
      await navigate({ to: "/c/$communityId", params: { communityId } });
    },
  });
  const next = `/invitations/${token}`;
  if (me.isPending) return <Lines count={1} />;
  if (!me.data) {
    return (
      <div className="stack-tight">
        <LinkButton to="/sign-in" search={{ next }}>
          {t("accept.signIn")}
        </LinkButton>
        <LinkButton to="/sign-up" search={{ next }} variant="default">
          {t("accept.signUp")}
        </LinkButton>
      </div>
    );
  }
  return (
    <>
      {accept.error ? <Notice tone="bad">{sentence(accept.error)}</Notice> : null}
      <Button loading={accept.isPending} onClick={() => accept.mutate()}>
        {t("accept.action")}
      </Button>
    </>
  );
}
