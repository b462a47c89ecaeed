"""How words of this field are said in English, where the spelling misleads a voice."""

from __future__ import annotations

TERMS: dict[str, str] = {
    "ASP.NET": "A.S.P dot net",
    ".NET": "dot net",
    "C++": "C plus plus",
    "C#": "C sharp",
    "F#": "F sharp",
    "CI/CD": "C.I, C.D",
    "TCP/IP": "T.C.P, I.P",
    "A/B": "A.B",
    "I/O": "I.O",
    "OS/2": "O.S 2",
    "R&D": "R and D",
    "Q&A": "Q and A",
    "24/7": "24 7",
    "and/or": "and or",
    "he/she": "he or she",
    "w/o": "without",
    "w/": "with",
    "e.g.": "for example",
    "i.e.": "that is",
    "etc.": "et cetera",
    "et al.": "and others",
    "vs.": "versus",
    "approx.": "approximately",
    "Ph.D.": "PhD",
    "M.Sc.": "MSc",
    "B.Sc.": "BSc",
    "Sr.": "Senior",
    "Jr.": "Junior",
    "JSON": "Jason",
    "LaTeX": "lay tek",
    "SaaS": "sass",
    "PaaS": "pass",
    "IaaS": "I.a.a.S",
    "IoT": "I.o.T",
    "kubectl": "kube control",
    "Nginx": "engine X",
    "NGINX": "engine X",
    "NVIDIA": "Nvidia",
    "PyPI": "pie P.I",
    "LLaMA": "llama",
    "K8s": "Kubernetes",
    "EC2": "E.C 2",
}
"""Written to spoken form; one that ends in a letter matches whole words only."""

_WORDS = """
    ACID AJAX ASCII BASIC BASH BERT BIOS CAD CERN COBOL CORS COVID CRUD CUDA DARPA DOM
    FIDO FIFO FOSS GAN GIF GIMP HIPAA IDEO IKEA INRIA ISO JPEG LAMP LAN LIDAR LIFO LISP
    LORA MIDI NASA NATO NIST NOAA OPEC PIN PING RADAR RAG RAID RAM REPL REST RISC ROM
    ROS SAML SAP SCADA SIM SIMD SLAM SOAP SOC SOLID SPA STEM SWAT TOML UNIX VIM WAN WASM
    YAML
    AN AND ARE AS AT ALL BE BUT BY CAN DO FOR FROM GO HAS HE HER HIM HIS HOW IF IN IS
    ITS JUST LIKE MORE MUST MY NEW NO NOT NOW OF OH OK ON ONE ONLY OR OUR OUT SHE SO
    THAT THE THEM THEN THEY THIS TO TWO UP VERY WAS WE WELL WERE WHAT WHEN WHO WHY WILL
    WITH YES YOU YOUR HI BIG TOP BEST
"""
SAID_AS_WORDS = frozenset(_WORDS.split())
"""Capitals that are spoken as a word, not letter by letter."""

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

SCALES = {"k": "thousand", "m": "million", "b": "billion", "bn": "billion"}

CURRENCIES = {"$": "dollars", "€": "euros", "£": "pounds", "¥": "yen", "₹": "rupees"}

SYMBOLS: dict[str, str] = {
    "&": " and ",
    "→": " to ",
    "⇒": " to ",
    "≥": " at least ",
    ">=": " at least ",
    "≤": " at most ",
    "<=": " at most ",
    "≈": " about ",
    "~": " about ",
    "×": " times ",
    "±": " plus or minus ",
    "°C": " degrees Celsius",
    "°F": " degrees Fahrenheit",
    "°": " degrees",
    "½": " one half",
    "¼": " one quarter",
    "¾": " three quarters",
    "²": " squared",
    "³": " cubed",
    "=": " equals ",
    "+": " plus ",
    "@": " at ",
}
