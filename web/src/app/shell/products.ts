import {
  IconActivity,
  IconBook2,
  IconBuildingBank,
  IconCreditCard,
  IconHome,
  IconMail,
  IconTarget,
  IconUsers,
  type TablerIcon,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useCommunity, useMay } from "../../lib/community.ts";

export interface Place {
  id: string;
  label: string;
  icon: TablerIcon;
  to: string;
  params?: Record<string, string>;
}

/** Where one can go in a community: what it has turned on and what one may see. */
export function useCommunityPlaces(communityId: string | null): readonly Place[] {
  const { t } = useTranslation("app");
  const community = useCommunity(communityId);
  const may = useMay(communityId);
  if (communityId === null) return [];
  const params = { communityId };
  const place = (id: string, icon: TablerIcon, to: string): Place => ({
    id,
    icon,
    to,
    params,
    label: t(`places.${id}`),
  });
  return [
    place("overview", IconHome, "/c/$communityId"),
    ...(community?.products.includes("fundraising") ? [place("goals", IconTarget, "/c/$communityId/goals")] : []),
    place("members", IconUsers, "/c/$communityId/members"),
    ...(may("payments.view") ? [place("payments", IconCreditCard, "/c/$communityId/payments")] : []),
    ...(may("ledger.view") ? [place("books", IconBook2, "/c/$communityId/books")] : []),
    place("history", IconActivity, "/c/$communityId/activity"),
  ];
}

/** What one can begin. */
export function useAdditions(communityId: string | null): readonly Place[] {
  const { t } = useTranslation("app");
  const community = useCommunity(communityId);
  const may = useMay(communityId);
  const params = { communityId: communityId ?? "" };
  const goal: Place = { id: "goal", icon: IconTarget, label: t("add.goal"), to: "/c/$communityId/goals/new", params };
  const invite: Place = {
    id: "invite",
    icon: IconMail,
    label: t("add.invite"),
    to: "/c/$communityId/members/invite",
    params,
  };
  return [
    ...(community?.products.includes("fundraising") && may("fundraising.create") ? [goal] : []),
    ...(may("communities.invite") ? [invite] : []),
    { id: "community", icon: IconBuildingBank, label: t("add.community"), to: "/new-community" },
  ];
}
