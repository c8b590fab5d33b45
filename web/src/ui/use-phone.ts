import { useMediaQuery } from "@mantine/hooks";

/** Narrow enough for the bottom bar and cards in place of tables. A sheet of paper is narrow too, but has its tables. */
export function usePhone(): boolean {
  return useMediaQuery("screen and (max-width: 47.99em)", undefined, { getInitialValueInEffect: false }) ?? false;
}
