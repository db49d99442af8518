"""
The scenario ``small``: about forty orders that between them touch every rule.

Order numbers are ``PO-076-`` and the suffix with 17 digits.  "Done" means: in
the ERP once, confirmed with every parcel the ERP sent.  Times count from the
first start; everything has happened after 30 hours.

====== ============================================== =====================================
suffix story                                          a correct connector ends with
====== ============================================== =====================================
101    one line, two units, shipping paid             done
102    several lines                                  done
103    7 % VAT                                        done
104    7 % and 19 % in one order, shipping paid       done; shipping split over two rates
105    discount of the seller                         done; price reduced by it
106    discount of the marketplace                    done; price not reduced (default)
107    price that three units do not divide           done; two positions
108    free shipping, umlauts in the address          done; no shipping position
109    Austria, 20 %                                  done at 20 %
110    France, 20 %                                   done at 20 %
111    Poland, 23 %, Polish letters, PLN              done at 23 %, or held (currency)
112    Switzerland, CHF                               done or held (currency, VAT)
113    pending, open after an hour                    waits, then done
114    pending, then cancelled                        never in the ERP
115    cancelled before it was ever read              never in the ERP
116    cancelled after 6 hours, when the ERP has it   cancelled after export; alert
117    one of two lines cancelled after 20 hours      shipped before: nothing to cancel
118    one line cancelled after 6 h, never packed     in the ERP; alert about the line
119    no address at all                              held or incomplete, never in the ERP
120    address change pending, new one after 2 h      waits, then done at the new address
121    two parcels, one line in both                  done with both numbers, sendType 1
122    second parcel a day later                      done after the second parcel
123    one parcel with 124 (combined group)           done, one call of sendType 2
124    one parcel with 123                            done, one call of sendType 2
125    delivery note without a parcel                 in the ERP, nothing confirmed
126    label printed, parcel never sent               in the ERP, nothing confirmed
127    sent by an unknown carrier                     held (carrier); nothing confirmed
128    buyer wants to cancel from the start           held; cancelled after 23 h
129    shipped elsewhere before we saw it             closed elsewhere, never in the ERP
130    refused by the ERP without a word              held (not taken by ERP)
131    cancelled in the ERP                           alert; open at the marketplace
132    amounts ready after 20 minutes                 waits, then done
133    SKU without an article                         held (unknown SKU)
134    totals are a cent off the lines                held (amounts)
135    cash on delivery                               held
136    shipped by the marketplace's warehouse         closed elsewhere
137    a line of quantity 0 beside a good one         done without that line
138    UPS                                            done with UPS
139    Hermes                                         done with Hermes
140    Deutsche Post                                  done with Deutsche Post
141    parcel without a tracking number               in the ERP, nothing confirmed
142    booked only after three hours                  held after 2 h or waits, then done
143    address change asked for after the booking     alert; not shipped
144    unknown country                                held (country)
145    customer pick-up                               held
146    two products in one line                       held
147    no extCode, only the SKU id                    done
148    risk alert, cleared after 3 hours              waits, then done
149    placed 2 hours after the start                 done; lowers the marketplace's stock
150    placed 3 hours after the start, the vase twice done
151    own shipping restricted                        held
152    without stock management and overselling       done
====== ============================================== =====================================
"""

from sandbox.scenario.script import Scenario
from sandbox.scenario.small_catalogue import articles, offers
from sandbox.scenario.small_orders import countries, later, life, money, shipping, trouble
from sandbox.scenario.small_stories import stories


def small_scenario() -> Scenario:
    """
    Return the scenario.
    """
    return Scenario(
        name="small",
        offers=offers(),
        articles=articles(),
        orders=(*money(), *countries(), *life(), *shipping(), *trouble(), *later()),
        stories=stories(),
    )
