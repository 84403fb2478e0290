using VisionZero.Domain.Common;
using VisionZero.Web.Tests.Http;

namespace VisionZero.Web.Tests.Validity;

/// <summary>How long one stays signed in.</summary>
public sealed class SessionTests(ValidityPlatform platform) : IClassFixture<ValidityPlatform>
{
    [Fact]
    public async Task Who_comes_every_week_stays_signed_in_for_sixty_days_and_no_longer()
    {
        using var visitor = await platform.SignInAsync(await platform.AccountAsync(Role.Trainer));
        for (var week = 1; week <= 8; week++)
        {
            platform.Clock.Advance(TimeSpan.FromDays(7));
            (await visitor.OpenAsync("/account")).Address.ShouldBe("/en/account", $"week {week}");
        }

        platform.Clock.Advance(TimeSpan.FromDays(5));

        (await visitor.OpenAsync("/account")).Address.ShouldContain("/sign-in");
    }
}
