"""Words that frame an English question, and those that name what is asked."""

from __future__ import annotations

FUNCTION = frozenset(
    """
    a an the of in on at to for with by from as into onto over under about around
    through during between among against within without across per via than then and
    or but nor if whether so because while although though that this these those
    there here it its itself they them their is was be been being am are does did do
    done doing has have had having can could will would shall should may might must
    not no nor yes ok okay i me my mine we us our ours you your what which who whom
    whose where when why how any some all each every both either neither none
    another other others such same own only just also too very much many more most
    less least few lot lots bit little quite rather really actually currently now
    today still yet already ever never always often usually again once back away off
    out up down else one ones thing things something anything everything nothing
    someone anyone anybody somebody everybody everyone stuff s t re ve ll d m let
    lets please etc like kind kinds sort sorts type types of-a way ways get gets got
    getting go goes going went gone come comes came make makes made take takes took
    put say says said tell tells told give gives gave gave given know knows knew
    known see sees saw seen think mean means meant want wants wanted need needs look
    looks looking good well able use uses used using kind-of right sure maybe
    exactly about-the mostly mainly generally overall total altogether whole entire
    """.split()
)
FRAME = frozenset(
    """experience experiences experienced background knowledge expertise skill skills
    skilled familiar familiarity proficient proficiency comfortable competent capable
    exposure involved involvement involving worked works working work hands-on hand
    deal deals dealt dealing handle handled handles handling specialise specialize
    specialised specialized focus focused area areas field fields related relevant
    previous prior past before after ago since until till resume cv portfolio profile
    candidate mention mentioned mentions list listed lists include included includes
    history anywhere somewhere time times ever evidence proof example examples
    part role talk talks talked discuss describe explain person people guy
    """.split()
)
"""Words that say how something is asked, not what."""
ASKING = frozenset("who whom whose what which when where why how".split())
AUXILIARY = frozenset(
    "is was does did has can could would will should may might must ever".split()
)
