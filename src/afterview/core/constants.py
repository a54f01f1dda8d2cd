"""Every number of the evaluation, named, sourced and open to change.

A study's figure is named; "judgement" means no study gives the number. Sources: docs/decisions/evaluation.md.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Constants:
    """The constants of the evaluation. Marks run from -2 to 2 with the bar ("good enough for the job") at 0."""

    # Parts of the variance of one interview rating, from the reliability of separate interviews (.44) and of one
    # panel (.74): Huffcutt, Culbertson and Weyhrauch 2013, 125 coefficients, 32,428 interviews.
    person: float = 0.44
    occasion: float = 0.30  # .74 - .44: what a panel shares on the day
    rater: float = 0.26
    # Of the occasion's part, what stays with a person through every interview (halo), so that it does not average out.
    # Judgement: it is within the .30, and the worked example of two interviews that agree leaves room for no more.
    halo: float = 0.02
    spread: float = 0.9  # standard deviation of single ratings on the 1-5 scale; judgement
    prior_mean: float = 0.0  # at the bar: the person was invited, after all; judgement

    # An own opinion: self against supervisor rho = .34 gives .17 to .37 (Heidemeier and Moser 2009, k = 115).
    self_weight: float = 0.25
    self_cap: float = 0.75  # three opinions; .50 in the design, before interviewers had a bias of their own
    # Countable facts agree better than judgements (same source); the number is judgement.
    count_weight: float = 0.60
    count_cap: float = 1.20
    practice_weight: float = 0.40  # a mock partner's or coach's mark; judgement
    practice_cap: float = 0.80

    half_life_days: float = 180.0  # areas can be trained, so old evidence fades; judgement
    horizon_half_lives: int = 10  # pages leave out what weighs less than a thousandth (two to the tenth)
    gap_pairs: float = 4.0  # the own gap is held back until pairs outnumber this; judgement
    gap_limit: float = 1.0
    # Who is off where own marks and theirs differ: own leniency d = .32 (Heidemeier and Moser 2009); interviewers': the
    # half point the bench puts to the test.
    own_bias: float = 0.32
    their_bias: float = 0.5

    interval: float = 1.6448536269514722  # 5 % beyond on either side: a 90 % interval
    first_sign: float = 0.75
    likely: float = 0.80
    established: float = 0.90
    likely_interviews: int = 2
    likely_raters: int = 2  # of the same view, within one interview
    established_interviews: int = 3
    mixed_weight: float = 2.0
    hold: float = 0.05  # a label is dropped only when p is this far below its threshold

    least_distance: float = 0.25  # in the priority, the least an area counts as below the bar
    most_focus: int = 2
    least_keep: int = 2
    most_asked: int = 2

    # Change over time: standard error of one rating .67, so 90 % need this much (own simulation).
    change_single: float = 1.6
    change_of_threes: float = 1.15

    @property
    def prior_weight(self) -> float:
        """How many single interviewers the prior is worth (1.27)."""
        return (self.occasion + self.rater) / self.person

    @property
    def gap_share(self) -> float:
        """The part of a difference between own marks and theirs that is laid to the own ones (.29)."""
        return self.own_bias**2 / (self.own_bias**2 + self.their_bias**2)

    @property
    def horizon_days(self) -> int:
        """How far back the pages look (1,800 days)."""
        return round(self.half_life_days * self.horizon_half_lives)

    def panel_weight(self, raters: int) -> float:
        """What one interview with so many raters is worth in single interviewers: 1.00, 1.30, 1.45, 1.53 for 1 to 4."""
        return (self.occasion + self.rater) / (self.occasion + self.rater / raters)

    def reliability(self, interviews: int, raters: int = 1) -> float:
        """Reliability (0..1) of the mean of so many interviews with so many raters each."""
        return self.person / (self.person + (self.occasion + self.rater / raters) / interviews)


USUAL = Constants()
