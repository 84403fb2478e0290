using VisionZero.Tests;
using VisionZero.Web.Tests.Accounts;
using VisionZero.Web.Tests.Certificates;
using VisionZero.Web.Tests.Courses;
using VisionZero.Web.Tests.Learning;

[assembly: TestCollectionOrderer(typeof(VisionZero.Web.Tests.TestOrder))]

namespace VisionZero.Web.Tests;

/// <summary>The order of the classes.</summary>
public sealed class TestOrder() : LongestFirst(typeof(ThousandAttemptsTests), typeof(KilledProcessTests), typeof(OneSchool), typeof(SmtpTests), typeof(PublishingTests));
