"""Questions about organisations, divisions, classes, clusters and the cities like one."""

from registry.organisations.queries.classes import class_on, list_classes
from registry.organisations.queries.clusters import (
    cluster_ids,
    clusters_of_city,
    find_cluster,
    find_cluster_membership,
    list_clusters,
    names_of_clusters,
    organisations_in_clusters,
    share_a_cluster,
)
from registry.organisations.queries.divisions import (
    division_codes,
    find_division,
    lineage_of,
    list_divisions,
    province_of,
    provinces_of,
)
from registry.organisations.queries.organisations import (
    count_open_drafts,
    find_organisation,
    get_in_force,
    get_organisation,
    holds_demonstration,
    ids_acted_for,
    list_for_directory,
    names_of,
    slugs_after,
    slugs_of,
    successor_of,
)
from registry.organisations.queries.peers import Peer, get_city, peers_of

__all__ = [
    "Peer",
    "class_on",
    "cluster_ids",
    "clusters_of_city",
    "count_open_drafts",
    "division_codes",
    "find_cluster",
    "find_cluster_membership",
    "find_division",
    "find_organisation",
    "get_city",
    "get_in_force",
    "get_organisation",
    "holds_demonstration",
    "ids_acted_for",
    "lineage_of",
    "list_classes",
    "list_clusters",
    "list_divisions",
    "list_for_directory",
    "names_of",
    "names_of_clusters",
    "organisations_in_clusters",
    "peers_of",
    "province_of",
    "provinces_of",
    "share_a_cluster",
    "slugs_after",
    "slugs_of",
    "successor_of",
]
