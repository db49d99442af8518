"""The nine promises together."""

from simulation.promises.i1_stored import EveryOrderIsStored
from simulation.promises.i2_one_state import OneStatePerOrder
from simulation.promises.i2_report import ReportIsTrue
from simulation.promises.i3_delivered_once import DeliveredOnce
from simulation.promises.i3_put_away import PutAwayOnce
from simulation.promises.i4_cancelled_stay_out import CancelledOrdersStayOut
from simulation.promises.i5_parcels_end import ParcelsComeToAnEnd
from simulation.promises.i6_not_oversold import NotOversold
from simulation.promises.i7_watermark import WatermarkPassesNothing
from simulation.promises.i8_one_runner import OneRunnerPerJob
from simulation.promises.i8_permitted import NothingUnasked
from simulation.promises.i9_same_plan import PlansFollowFromInputs
from simulation.promises.promise import Promise, Scene

PROMISES: tuple[type[Promise], ...] = (
    EveryOrderIsStored,
    OneStatePerOrder,
    ReportIsTrue,
    DeliveredOnce,
    PutAwayOnce,
    CancelledOrdersStayOut,
    ParcelsComeToAnEnd,
    NotOversold,
    WatermarkPassesNothing,
    OneRunnerPerJob,
    NothingUnasked,
    PlansFollowFromInputs,
)


def promises_of(scene: Scene) -> list[Promise]:
    """
    Return whoever looks after the nine, watching *scene*.
    """
    return [promise(scene) for promise in PROMISES]
