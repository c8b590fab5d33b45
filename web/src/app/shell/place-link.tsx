import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Place } from "./products.ts";

interface PlaceLinkProps {
  place: Place;
  exact?: boolean;
  className?: string | undefined;
  onClick?: () => void;
  children: ReactNode;
}

/** A link to a place, marked as current for eyes and ears while one is there. */
export function PlaceLink({ place, exact = false, className, onClick, children }: PlaceLinkProps) {
  return (
    <Link
      to={place.to}
      params={place.params ?? {}}
      activeOptions={{ exact, includeSearch: false }}
      activeProps={{ "aria-current": "page" }}
      {...(className ? { className } : {})}
      {...(onClick ? { onClick } : {})}
    >
      {children}
    </Link>
  );
}
