// What /api/network answers.

export type Strength = "stated" | "hedged" | "unrealised" | "denied" | "disputed";

export interface NetNode {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly documents: number;
  readonly edges: number;
  readonly position: readonly [number, number] | null;
}

export interface NetEdge {
  readonly id: string;
  readonly predicate: string;
  readonly family: string;
  readonly subject: string;
  readonly object: string;
  readonly is_symmetric: boolean;
  readonly is_unrealised: boolean;
  readonly strength: Strength;
  readonly origins: number | null;
  readonly claims: number;
}

export interface Network {
  readonly nodes: readonly NetNode[];
  readonly edges: readonly NetEdge[];
  readonly all_nodes: number;
  readonly all_edges: number;
  readonly uncounted: number;
  readonly is_capped: boolean;
}

const MARKS: Readonly<Record<Strength, string>> = {
  stated: "",
  hedged: "perhaps: ",
  unrealised: "planned: ",
  denied: "denied: ",
  disputed: "disputed: ",
};

/** An edge's predicate in words, with what keeps it from being plainly stated in front. */
export function labelOf(edge: NetEdge): string {
  const planned = edge.is_unrealised && edge.strength !== "unrealised" ? "planned: " : "";
  return MARKS[edge.strength] + planned + edge.predicate.replaceAll("_", " ");
}
