"""Profiles on networks, by their names."""

from __future__ import annotations

from services.resume.questions.patterns import any_of

NETWORKS = any_of(
    r"\b(?:linkedin|linked in|github|gitlab|instagram|insta|behance|dribbble|"
    "twitter|facebook|youtube|tiktok|mastodon|(?<!the )(?<!a )medium(?! of)|orcid|"
    "google scholar|"
    "researchgate|kaggle|soundcloud|vimeo|xing|bluesky|pinterest|spotify|"
    "bandcamp|flickr|etsy|imdb|goodreads|strava|stack overflow|stackoverflow|"
    r"threads|substack|twitch|skype|telegram|signal)\b",
)
CALLED = {
    "insta": "instagram",
    "linked in": "linkedin",
    "stack overflow": "stackoverflow",
}
TITLES = {
    "linkedin": "LinkedIn",
    "github": "GitHub",
    "gitlab": "GitLab",
    "youtube": "YouTube",
    "tiktok": "TikTok",
    "orcid": "ORCID",
    "soundcloud": "SoundCloud",
    "imdb": "IMDb",
    "researchgate": "ResearchGate",
    "google scholar": "Google Scholar",
    "stackoverflow": "Stack Overflow",
    "google_scholar": "Google Scholar",
}


def title_of(network: str) -> str:
    """The name of a network as it writes itself."""
    return TITLES.get(network, network[:1].upper() + network[1:])
