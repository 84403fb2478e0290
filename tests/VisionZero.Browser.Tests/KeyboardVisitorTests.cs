using VisionZero.Domain.Common;
using VisionZero.Tests;

namespace VisionZero.Browser.Tests;

/// <summary>What people do who come from outside, without a mouse and told as a screen reader tells it.</summary>
public sealed class KeyboardVisitorTests(BrowserPlatform platform)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Somebody_joins_and_confirms_the_address()
    {
        var email = $"{Guid.NewGuid():N}@browser.example";
        var keys = new Keyboard(await platform.PageAsync());
        await keys.OpenAsync("");
        await keys.TabToAsync("link \"Skip to the content\"");
        await keys.PressAsync("Enter");
        (await keys.HearAsync()).ShouldStartWith("main");
        await keys.FollowAsync("link \"Become a trainer\"");

        // Sent empty: what is wrong is read first, and leads to its field, which says it again.
        await keys.ReadsAsync("Open an account");
        await keys.FollowAsync("button \"Open account\"");
        (await keys.HearAsync()).ShouldStartWith("alert");
        await keys.TabToAsync("link ");
        var wrong = (await keys.HearAsync())["link \"".Length..].TrimEnd('"');
        await keys.PressAsync("Enter");
        (await keys.HearAsync()).ShouldStartWith("textbox \"E-mail address\"");
        (await keys.HearMoreAsync()).ShouldBe(wrong);

        await keys.ChooseAsync("Trainer: I want to learn and be certified");
        await keys.TypeAsync("E-mail address", email);
        await keys.TypeAsync("Password", TestAccounts.Password);
        (await keys.HearMoreAsync()).ShouldStartWith("At least 10 characters.");
        await keys.FollowAsync("button \"Open account\"");
        await keys.ReadsAsync("Look into your mailbox");

        await keys.Page.GotoAsync(await platform.LinkAsync(email, "confirm"));
        await keys.ReadsAsync("Confirm your address");
        await keys.TypeAsync("Password", TestAccounts.Password);
        await keys.FollowAsync("button \"Confirm and sign in\"");
        await keys.TabToAsync("button \"Sign out\"");
        await keys.Page.Context.CloseAsync();
    }

    [Fact]
    public async Task Somebody_hears_what_is_wrong_signs_in_and_out()
    {
        var login = await TestAccounts.MakeAsync(platform.Services, [Role.Reviewer], DateTimeOffset.UtcNow, Ct);
        var keys = new Keyboard(await platform.PageAsync());
        await keys.OpenAsync("");
        await keys.FollowAsync("link \"Sign in\"");
        await keys.ReadsAsync("Sign in");
        await keys.FollowAsync("button \"Sign in\"");

        // What is wrong is read first.
        (await keys.HearAsync()).ShouldStartWith("alert");
        await keys.AnnouncesAsync("Address and password do not match");
        await keys.TabToAsync("textbox \"E-mail address\"");
        await keys.Page.Keyboard.TypeAsync(login.Email);
        await keys.TypeAsync("Password", TestAccounts.Password);
        await keys.GoOnAsync();
        await keys.FollowAsync("link \"Staff\"");
        await keys.FollowAsync("button \"Sign out\"");
        await keys.TabToAsync("link \"Sign in\"");
        await keys.Page.Context.CloseAsync();
    }

    [Fact]
    public async Task Somebody_registers_as_trainer()
    {
        var keys = new Keyboard(await platform.PageAsync());
        await keys.SignInAsync(await TestAccounts.MakeAsync(platform.Services, [Role.Trainer], DateTimeOffset.UtcNow, Ct));
        await keys.ReadsAsync("Register as trainer");
        await keys.TypeAsync("Name", "Zoë Müller-Ąžuolas");
        (await keys.HearMoreAsync()).ShouldStartWith("As it should be printed on your certificate");
        await keys.SelectAsync("Country", "Switzerland");
        await keys.TypeAsync("City", "Zürich");
        await keys.TickAsync("German");
        await keys.TickAsync("Construction");
        await keys.TypeAsync("Years of training experience", "6", "spinbutton");
        await keys.TickAsync("Show me in the public directory once I am a certified Professional");
        await keys.TabToAsync("disclosure \"Read the code of conduct");
        await keys.PressAsync("Enter");
        await keys.TickAsync("I have read the code of conduct and accept it");
        await keys.FollowAsync("button \"Register\"");

        await keys.ReadsAsync("Zoë Müller-Ąžuolas");
        await keys.AnnouncesAsync("Welcome. The materials and the Foundation course are open to you.");
        await keys.Page.Context.CloseAsync();
    }

    [Fact]
    public async Task An_employer_finds_a_trainer_and_verifies_the_certificate()
    {
        var applicant = await TestApplicants.ReadyAsync(platform.Services, "Ingrid Østergård", Ct);
        await TestApplicants.CertifyAsync(platform.Services, applicant, Level.Foundation, Ct);
        var number = await TestApplicants.CertifyAsync(platform.Services, applicant, Level.Professional, Ct);
        var keys = new Keyboard(await platform.PageAsync());
        await keys.OpenAsync("");
        await keys.FollowAsync("link \"Find a trainer\"");
        await keys.ReadsAsync("Find a certified trainer");
        await keys.TypeAsync("Name, place or words", "ostergard", "searchbox");
        await keys.SelectAsync("Country", "Senegal");
        await keys.FollowAsync("button \"Search\"");
        await keys.AnnouncesAsync("One trainer matches");
        await keys.FollowAsync("link \"Ingrid Østergård\"");
        await keys.ReadsAsync("Ingrid Østergård");
        await keys.FollowAsync("link \"Verify the certificate\"");
        await keys.ReadsAsync("Verify a certificate");
        (await keys.Page.Locator("#verdict-title").AriaSnapshotAsync()).ShouldContain("heading \"Valid\" [level=2]");

        // The same by the number on the paper.
        await keys.FollowAsync("link \"Verify\"");
        await keys.TypeAsync("Number", number);
        (await keys.HearMoreAsync()).ShouldContain("Case and dashes do not matter");
        await keys.FollowAsync("button \"Verify\"");
        (await keys.Page.Locator("main section").First.AriaSnapshotAsync()).ShouldContain(number);
        await keys.Page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_company_signs_the_pledge()
    {
        var keys = new Keyboard(await platform.PageAsync());
        await keys.SignInAsync(await TestAccounts.MakeAsync(platform.Services, [Role.CompanyRepresentative], DateTimeOffset.UtcNow, Ct));
        await keys.OpenAsync("/company");
        await keys.ReadsAsync("Register your organisation");
        await keys.ChooseAsync("Company");
        await keys.TypeAsync("Legal name", "Nordic Glass AS");
        await keys.SelectAsync("Country", "Norway");
        await keys.TypeAsync("City", "Bergen");
        await keys.SelectAsync("Sector", "Construction");
        await keys.TabToAsync("combobox \"Number of workers\"");
        await keys.PressAsync("ArrowDown");
        await keys.TypeAsync("Website (optional)", "https://www.example.org");
        await keys.TypeAsync("Who signs", "Kari Nordmann");
        await keys.TypeAsync("Their role", "Managing director");
        await keys.FollowAsync("button \"Save\"");

        await keys.ReadsAsync("Nordic Glass AS");
        await keys.TickAsync("We have read the pledge and sign it");
        await keys.TickAsync("Publish our name among the supporters");
        (await keys.HearMoreAsync()).ShouldContain("You can change your mind at any time.");
        await keys.FollowAsync("button \"Sign the pledge\"");
        await keys.AnnouncesAsync("Thank you. Staff confirm your pledge and we write to you.");
        await keys.Page.Context.CloseAsync();
    }

    [Fact]
    public async Task Staff_review_recommend_and_decide()
    {
        var name = "Amara Diallo " + Guid.NewGuid().ToString("N")[..6];
        await TestApplicants.ApplyAsync(platform.Services, await TestApplicants.ReadyAsync(platform.Services, name, Ct), Level.Foundation);
        var reviewer = new Keyboard(await platform.PageAsync());
        await reviewer.SignInAsync(await TestAccounts.MakeAsync(platform.Services, [Role.Reviewer], DateTimeOffset.UtcNow, Ct));
        await reviewer.FollowAsync("link \"Staff\"");
        await reviewer.FollowAsync($"link \"{name}\"");
        await reviewer.ReadsAsync(name);
        await reviewer.FollowAsync("button \"Claim\"");
        await reviewer.AnnouncesAsync("It is yours now.");
        await reviewer.TabToAsync("link \"Occupational safety and health qualification\"");
        await reviewer.ChooseAsync("The conditions are met: approve");
        await reviewer.TypeAsync("Note to the approver", "Papers complete, course passed.");
        (await reviewer.HearMoreAsync()).ShouldContain("The applicant does not see it.");
        await reviewer.FollowAsync("button \"Send recommendation\"");
        await reviewer.AnnouncesAsync("Your recommendation waits for a second person.");

        var approver = new Keyboard(await platform.PageAsync());
        await approver.SignInAsync(await TestAccounts.MakeAsync(platform.Services, [Role.Approver], DateTimeOffset.UtcNow, Ct));
        await approver.FollowAsync("link \"Staff\"");
        await approver.FollowAsync($"link \"{name}\"");
        await approver.FollowAsync("button \"Approve and award certificate\"");
        await approver.ReadsAsync(name);
        (await approver.Page.Locator("main").AriaSnapshotAsync()).ShouldContain("Approved");
        await reviewer.Page.Context.CloseAsync();
        await approver.Page.Context.CloseAsync();
    }
}
