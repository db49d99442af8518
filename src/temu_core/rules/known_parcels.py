"""What became in the ERP of the parcels we know."""

from collections.abc import Mapping, Sequence

import attrs

from temu_core.package import ErpPackage, Package, PackageKey, PackageState

#: What the marketplace was told, or may have been told, is not altered here.
_TOLD = frozenset({PackageState.SENDING, PackageState.ACCEPTED, PackageState.UNKNOWN})


@attrs.frozen(kw_only=True)
class KnownParcels:
    """
    The parcels of an order as they are now, and what a person must look at.
    """

    packages: tuple[Package, ...]
    #: Parcels the ERP took back before the marketplace was told.
    misfits: tuple[str, ...]
    #: Parcels the ERP altered or deleted before the marketplace was told, with the old values.
    changed: tuple[str, ...]
    #: Parcels the ERP shows otherwise than the marketplace was told; the same at every look.
    differing: tuple[str, ...]


def known_parcels(
    packages: Sequence[Package], seen: Mapping[PackageKey, ErpPackage], *, shown: bool
) -> KnownParcels:
    """
    Return an order's parcels after a look at the ERP.

    Number and method follow the ERP until the marketplace was told; a parcel
    deleted before that is superseded.

    Args:
        seen: The parcels as the ERP shows them now.
        shown: The ERP showed the order itself; if not, a missing parcel says nothing.
    """
    after: list[Package] = []
    misfits: list[str] = []
    changed: list[str] = []
    differing: list[str] = []
    for package in packages:
        erp = seen.get(package.key)
        if package.state is PackageState.SUPERSEDED or (erp is None and not shown):
            after.append(package)
        elif package.state in _TOLD:
            after.append(package)
            differing += _difference(package, erp)
        elif erp is None:
            after.append(attrs.evolve(package, state=PackageState.SUPERSEDED))
            changed.append(f"The ERP does not show {_named(package)} any more; it is not told.")
        elif not has_left(erp):
            # To tell the buyer now would be wrong.
            after.append(package)
            misfits.append(f"The ERP took back {_named(package)}.")
        else:
            follower, notes = _followed(package, erp)
            after.append(follower)
            changed += notes
    return KnownParcels(
        packages=tuple(after),
        misfits=tuple(misfits),
        changed=tuple(changed),
        differing=tuple(differing),
    )


def has_left(parcel: ErpPackage) -> bool:
    """
    Tell whether a parcel counts: it has left the house and has a number.
    """
    return parcel.shipped_at is not None and bool(parcel.tracking_number.strip())


def _difference(package: Package, erp: ErpPackage | None) -> tuple[str, ...]:
    told = f"after the marketplace was told ({package.state.value})"
    if erp is None:
        return (f"The ERP does not show {_named(package)} any more {told}.",)
    if not has_left(erp):
        return (f"The ERP took back {_named(package)}.",)
    if _same_words(package, erp):
        return ()
    return (f"{_altered(package, erp)} {told}.",)


def _followed(package: Package, erp: ErpPackage) -> tuple[Package, tuple[str, ...]]:
    if _same_words(package, erp):
        return package, ()
    after = attrs.evolve(
        package,
        tracking_number=erp.tracking_number.strip(),
        shipping_method=erp.shipping_method.strip(),
        shipped_at=erp.shipped_at or package.shipped_at,
        state=PackageState.FOUND,
        refusal="",
    )
    return after, (f"{_altered(package, erp)}.",)


def _same_words(package: Package, erp: ErpPackage) -> bool:
    number, method = erp.tracking_number.strip(), erp.shipping_method.strip()
    return (number, method) == (package.tracking_number, package.shipping_method)


def _altered(package: Package, erp: ErpPackage) -> str:
    number, method = erp.tracking_number.strip(), erp.shipping_method.strip()
    return f"The ERP changed {_named(package)} to {number} by {method!r}"


def _named(package: Package) -> str:
    return f"parcel {package.tracking_number} by {package.shipping_method!r}"
