"""Ten and more ways to build the connector wrong, each as small as the mistake would be."""

from tests.simulation.mutants import delivery, orders, parcels, permission, stock, watermark

MUTATIONS = (
    *watermark.MUTATIONS,
    *orders.MUTATIONS,
    *delivery.MUTATIONS,
    *parcels.MUTATIONS,
    *stock.MUTATIONS,
    *permission.MUTATIONS,
)
